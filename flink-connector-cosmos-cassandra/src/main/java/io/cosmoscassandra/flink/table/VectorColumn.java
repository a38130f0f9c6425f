package io.cosmoscassandra.flink.table;

import com.datastax.oss.driver.api.core.metadata.schema.ColumnMetadata;
import com.datastax.oss.driver.api.core.metadata.schema.IndexMetadata;
import com.datastax.oss.driver.api.core.metadata.schema.TableMetadata;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.datastax.oss.driver.api.core.type.VectorType;
import io.cosmoscassandra.flink.read.Similarity;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import javax.annotation.Nullable;

/**
 * A live column of vectors.
 *
 * @param similarity the measure of the column's index; null if it has none
 */
record VectorColumn(@Nullable Similarity similarity) {

  private static final String SIMILARITY_FUNCTION = "similarity_function";

  /** The columns of a table that hold vectors of floating-point numbers, by their names. */
  static Map<String, VectorColumn> of(TableMetadata table) {
    Map<String, VectorColumn> vectors = new HashMap<>();
    for (ColumnMetadata column : table.getColumns().values()) {
      if (column.getType() instanceof VectorType vector
          && vector.getElementType().equals(DataTypes.FLOAT)) {
        vectors.put(column.getName().asInternal(), new VectorColumn(similarity(column, table)));
      }
    }
    return vectors;
  }

  @Nullable
  private static Similarity similarity(ColumnMetadata column, TableMetadata table) {
    return table.getIndexes().values().stream()
        .filter(index -> isAttached(index) && isOf(column, index))
        .findFirst()
        .map(index -> Similarity.named(index.getOptions().getOrDefault(SIMILARITY_FUNCTION, "")))
        .orElse(null);
  }

  private static boolean isOf(ColumnMetadata column, IndexMetadata index) {
    return index.getTarget().equals(column.getName().asInternal())
        || index.getTarget().equals(column.getName().asCql(true));
  }

  /** The class is named in full, by its last part, or as an abbreviation. */
  private static boolean isAttached(IndexMetadata index) {
    String name = index.getClassName().orElse("").toLowerCase(Locale.ROOT);
    return name.endsWith("storageattachedindex") || name.equals("sai");
  }
}
