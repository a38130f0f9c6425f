package io.cosmoscassandra.flink.client;

import java.util.OptionalLong;
import org.apache.flink.annotation.Internal;

/** What a failed request means for the one who sent it. */
@Internal
public sealed interface Failure {

  /**
   * The server, or our own connections, have more to do than they can; nothing was written.
   *
   * @param retryAfterMillis how long the server asks to wait, if it says
   */
  record Throttled(OptionalLong retryAfterMillis) implements Failure {}

  /** Trouble that passes: nodes, network, timeouts. Whether the write took place is unknown. */
  record Transient() implements Failure {}

  /**
   * The write failed for a reason the server does not tell: another write of the same row at the
   * same moment, or a row that is never accepted. Worth a few attempts, then the row is refused.
   */
  record Contended() implements Failure {}

  /** The server will never accept this row. */
  record RowRefused() implements Failure {}

  /** Table, columns, rights or log-in are not as they must be; somebody can mend that. */
  record SchemaOrPermission() implements Failure {}

  /** No attempt will help, nor any other row. */
  record Fatal() implements Failure {}
}
