package io.cosmoscassandra.flink.table;

import io.cosmoscassandra.flink.schema.TableHandle;
import io.cosmoscassandra.flink.source.enumerator.TableSize;
import io.cosmoscassandra.flink.table.CassandraDynamicTableSource.Table;
import java.util.OptionalLong;
import javax.annotation.Nullable;

/**
 * Asks the database for a table while a query is planned: once, however often the planner does,
 * since each time a session is opened.
 */
final class TableInquiry {

  private final Table table;
  @Nullable private Answer answer;

  TableInquiry(Table table) {
    this.table = table;
  }

  private record Answer(LiveKey key, OptionalLong rows) {}

  /**
   * The primary key and the other columns as far as they are declared.
   *
   * @throws org.apache.flink.table.api.ValidationException if the database cannot be asked, or the
   *     declaration does not fit
   */
  LiveKey key() {
    return answer().key();
  }

  /**
   * The number of rows, if each has a partition of its own and the nodes tell how many there are.
   *
   * @throws org.apache.flink.table.api.ValidationException if the database cannot be asked, or the
   *     declaration does not fit
   */
  OptionalLong rows() {
    return answer().rows();
  }

  private Answer answer() {
    if (answer == null) {
      answer = LiveQuestion.ask(table.connection(), table.declaration(), this::answer);
    }
    return answer;
  }

  private Answer answer(TableHandle handle) {
    return new Answer(
        LiveKey.of(handle, table.declaration(), table.settings().allowFiltering()), rows(handle));
  }

  private OptionalLong rows(TableHandle handle) {
    boolean rowsArePartitions = handle.live().metadata().getClusteringColumns().isEmpty();
    return rowsArePartitions && handle.dialect().tokenMap()
        ? TableSize.of(handle.session(), table.declaration().name()).knownPartitions()
        : OptionalLong.empty();
  }
}
