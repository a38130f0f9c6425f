package io.cosmoscassandra.flink.read;

import com.datastax.oss.driver.api.core.ProtocolVersion;
import com.datastax.oss.driver.api.core.metadata.schema.ClusteringOrder;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.codec.TypeCodec;
import com.datastax.oss.driver.api.core.type.codec.registry.CodecRegistry;
import io.cosmoscassandra.flink.read.page.PageCursor;
import io.cosmoscassandra.flink.schema.TableName;
import io.cosmoscassandra.flink.schema.cql.CqlName;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.annotation.Nullable;

/**
 * The primary key of a live table. Every statement that reads selects it first, so a column's place
 * in the key is its cell in a row.
 *
 * @param table the table, for messages
 * @param partition the partition key
 * @param clustering the clustering columns
 */
record KeyColumns(TableName table, List<Column> partition, List<Column> clustering) {

  KeyColumns {
    partition = List.copyOf(partition);
    clustering = List.copyOf(clustering);
  }

  /**
   * A column of the key.
   *
   * @param order the order in which a partition keeps its rows; null for the partition key
   */
  record Column(String name, DataType type, @Nullable ClusteringOrder order) {}

  /** The key of a row that is none of the table's, but computed out of them. */
  KeyColumns none() {
    return new KeyColumns(table, List.of(), List.of());
  }

  /** The number of columns. */
  int length() {
    return partition.size() + clustering.size();
  }

  Column column(int cell) {
    return cell < partition.size() ? partition.get(cell) : clustering.get(cell - partition.size());
  }

  /** The function of CQL that computes the token of a partition. */
  String tokenFunction() {
    return "token(" + CqlName.list(partition.stream().map(Column::name).toList()) + ")";
  }

  /** Whether a clustering column of the row is null. */
  boolean lacksClustering(PageCursor row) {
    for (int cell = partition.size(); cell < length(); cell++) {
      if (row.isNull(cell)) {
        return true;
      }
    }
    return false;
  }

  /** The key of the row at a place in its page, each column with its length before it. */
  byte[] at(int rowStart, PageCursor page) {
    return page.firstCells(rowStart, length());
  }

  /** The key of the row for people, as CQL writes its values. */
  String show(PageCursor row) {
    return IntStream.range(0, length())
        .mapToObj(cell -> show(column(cell), row.cell(cell)))
        .collect(Collectors.joining(", "));
  }

  private static String show(Column column, @Nullable ByteBuffer value) {
    return show(column.name(), column.type(), value);
  }

  /** The value of a column for people, as CQL writes it. */
  static String show(String column, DataType type, @Nullable ByteBuffer value) {
    TypeCodec<Object> codec = CodecRegistry.DEFAULT.codecFor(type);
    return column + '=' + codec.format(codec.decode(value, ProtocolVersion.DEFAULT));
  }
}
