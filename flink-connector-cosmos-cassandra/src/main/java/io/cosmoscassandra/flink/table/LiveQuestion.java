package io.cosmoscassandra.flink.table;

import static io.cosmoscassandra.flink.options.CassandraConnectorOptions.REQUEST_TIMEOUT;

import com.datastax.oss.driver.api.core.DriverException;
import io.cosmoscassandra.flink.client.ConnectionSettings;
import io.cosmoscassandra.flink.client.failure.ConnectionException;
import io.cosmoscassandra.flink.client.failure.FailureDescription;
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
    } catch (DriverException e) {
      throw new ValidationException(
          "Could not read the definition of table %s: %s. Check the database, or increase '%s'."
              .formatted(declaration.name(), FailureDescription.of(e), REQUEST_TIMEOUT.key()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ValidationException("Interrupted while the query was planned", e);
    }
  }
}
