package io.cosmoscassandra.flink.table;

import io.cosmoscassandra.flink.client.failure.ConnectionException;
import io.cosmoscassandra.flink.schema.DeclarationException;
import io.cosmoscassandra.flink.schema.TableHandle;
import io.cosmoscassandra.flink.source.enumerator.TableSize;
import io.cosmoscassandra.flink.table.CassandraDynamicTableSource.Table;
import io.cosmoscassandra.flink.table.pushdown.PushableTable;
import java.util.OptionalLong;
import javax.annotation.Nullable;
import org.apache.flink.table.api.ValidationException;

/** Asks the database for a table while a query is planned: once, however often the planner does. */
final class TableInquiry {

  private final Table table;
  @Nullable private LiveKey liveKey;
  @Nullable private OptionalLong partitions;

  TableInquiry(Table table) {
    this.table = table;
  }

  /**
   * The table as far as it is declared.
   *
   * @throws ValidationException if the database cannot be asked, or the declaration does not fit
   */
  PushableTable pushable() {
    return liveKey().pushable();
  }

  /**
   * The table as lookups use it.
   *
   * @throws ValidationException if the database cannot be asked, or the declaration does not fit
   */
  LiveKey liveKey() {
    if (liveKey == null) {
      liveKey = ask(this::liveKey);
    }
    return liveKey;
  }

  private LiveKey liveKey(TableHandle handle) {
    return LiveKey.of(
        handle.live().metadata(),
        LivePushDown.of(handle, table.declaration(), table.settings().allowFiltering()));
  }

  /**
   * The number of rows, if each has a partition of its own and the nodes tell how many there are.
   *
   * @throws ValidationException if the database cannot be asked, or the declaration does not fit
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

  /** A question to the database. */
  private interface Question<T> {
    T ask(TableHandle handle);
  }

  private <T> T ask(Question<T> question) {
    try (TableHandle handle = TableHandle.openForReading(table.connection(), table.declaration())) {
      return question.ask(handle);
    } catch (ConnectionException | DeclarationException e) {
      throw new ValidationException(e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ValidationException("Interrupted while the query was planned", e);
    }
  }
}
