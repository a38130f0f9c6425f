package io.cosmoscassandra.flink.table;

import io.cosmoscassandra.flink.schema.TableHandle;
import io.cosmoscassandra.flink.source.enumerator.TableSize;
import io.cosmoscassandra.flink.table.CassandraDynamicTableSource.Table;
import java.util.OptionalLong;
import java.util.function.Function;
import javax.annotation.Nullable;

/** Asks the database for a table while a query is planned: once, however often the planner does. */
final class TableInquiry {

  private final Table table;
  @Nullable private LiveKey key;
  @Nullable private OptionalLong partitions;

  TableInquiry(Table table) {
    this.table = table;
  }

  /**
   * The primary key and the other columns as far as they are declared.
   *
   * @throws org.apache.flink.table.api.ValidationException if the database cannot be asked, or the
   *     declaration does not fit
   */
  LiveKey key() {
    if (key == null) {
      key =
          ask(handle -> LiveKey.of(handle, table.declaration(), table.settings().allowFiltering()));
    }
    return key;
  }

  /**
   * The number of rows, if each has a partition of its own and the nodes tell how many there are.
   *
   * @throws org.apache.flink.table.api.ValidationException if the database cannot be asked, or the
   *     declaration does not fit
   */
  OptionalLong rows() {
    if (partitions == null) {
      partitions = ask(this::rows);
    }
    return partitions;
  }

  private OptionalLong rows(TableHandle handle) {
    boolean rowsArePartitions = handle.live().metadata().getClusteringColumns().isEmpty();
    return rowsArePartitions && handle.dialect().tokenMap()
        ? TableSize.of(handle.session(), table.declaration().name()).knownPartitions()
        : OptionalLong.empty();
  }

  private <T> T ask(Function<TableHandle, T> question) {
    return LiveQuestion.ask(table.connection(), table.declaration(), question);
  }
}
