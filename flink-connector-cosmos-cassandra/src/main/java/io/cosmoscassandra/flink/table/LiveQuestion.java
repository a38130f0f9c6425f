package io.cosmoscassandra.flink.table;

import io.cosmoscassandra.flink.client.ConnectionSettings;
import io.cosmoscassandra.flink.client.failure.ConnectionException;
import io.cosmoscassandra.flink.schema.DeclarationException;
import io.cosmoscassandra.flink.schema.TableDeclaration;
import io.cosmoscassandra.flink.schema.TableHandle;
import java.util.function.Function;
import org.apache.flink.table.api.ValidationException;

/** Asks the database about a table while a statement is planned. */
final class LiveQuestion {

  private LiveQuestion() {}

  /**
   * The answer of the live table.
   *
   * @throws ValidationException if the database cannot be asked, or the declaration does not fit
   */
  static <R> R ask(
      ConnectionSettings connection,
      TableDeclaration declaration,
      Function<TableHandle, R> question) {
    try (TableHandle handle = TableHandle.openForReading(connection, declaration)) {
      return question.apply(handle);
    } catch (ConnectionException | DeclarationException e) {
      throw new ValidationException(e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ValidationException("Interrupted while the query was planned", e);
    }
  }
}
