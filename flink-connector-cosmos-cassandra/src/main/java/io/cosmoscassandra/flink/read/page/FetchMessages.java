package io.cosmoscassandra.flink.read.page;

import io.cosmoscassandra.flink.schema.TableName;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.flink.annotation.Internal;

/** Tells users why a request for rows ended without them. */
@Internal
public interface FetchMessages {

  /** No later attempt will succeed. */
  String failed(String reason);

  /** All attempts within the timeout have failed. */
  String outOfTime(Duration timeout, int attempts, String reason);

  /** Those of a table that is read from end to end. */
  record OfScan(TableName table) implements FetchMessages {
    @Override
    public String failed(String reason) {
      return "Reading table %s failed: %s".formatted(table, reason);
    }

    @Override
    public String outOfTime(Duration timeout, int attempts, String reason) {
      return "Reading table %s did not succeed within %s ('scan.retry.timeout') and %d attempts; the last one failed: %s"
          .formatted(table, timeout, attempts, reason);
    }
  }

  /**
   * Those of a lookup.
   *
   * @param key the key for people, as CQL writes its values
   */
  record OfLookup(TableName table, Supplier<String> key) implements FetchMessages {
    @Override
    public String failed(String reason) {
      return "Looking up %s in table %s failed: %s".formatted(key.get(), table, reason);
    }

    @Override
    public String outOfTime(Duration timeout, int attempts, String reason) {
      return "Looking up %s in table %s did not succeed within %s ('lookup.retry.timeout') and %d attempts; the last one failed: %s"
          .formatted(key.get(), table, timeout, attempts, reason);
    }
  }

  /** Those of a search for near vectors. */
  record OfVectorSearch(TableName table) implements FetchMessages {
    @Override
    public String failed(String reason) {
      return "Searching vectors in table %s failed: %s".formatted(table, reason);
    }

    @Override
    public String outOfTime(Duration timeout, int attempts, String reason) {
      return "Searching vectors in table %s did not succeed within %s ('lookup.retry.timeout') and %d attempts; the last one failed: %s"
          .formatted(table, timeout, attempts, reason);
    }
  }
}
