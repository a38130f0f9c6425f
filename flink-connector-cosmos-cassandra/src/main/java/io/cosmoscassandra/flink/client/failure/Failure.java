package io.cosmoscassandra.flink.client.failure;

import java.util.OptionalLong;
import org.apache.flink.annotation.Internal;

/** What a failed request means for the one who sent it. */
@Internal
public sealed interface Failure {

  /**
   * The kinds, for a switch over all of them; the later one weighs more when the nodes of a cluster
   * fail in different ways.
   */
  enum Kind {
    UNREACHABLE,
    TRANSIENT,
    THROTTLED,
    CONTENDED,
    ROW_REFUSED,
    SCHEMA_OR_PERMISSION,
    FATAL
  }

  Kind kind();

  /** There is no connection to any node: the request was not sent. */
  record Unreachable() implements Failure {
    @Override
    public Kind kind() {
      return Kind.UNREACHABLE;
    }
  }

  /** Trouble that passes: nodes, network, timeouts. Whether the write took place is unknown. */
  record Transient() implements Failure {
    @Override
    public Kind kind() {
      return Kind.TRANSIENT;
    }
  }

  /**
   * The server, or our own connections, have more to do than they can.
   *
   * @param retryAfterMillis how long the server asks to wait, if it says
   */
  record Throttled(OptionalLong retryAfterMillis) implements Failure {
    @Override
    public Kind kind() {
      return Kind.THROTTLED;
    }
  }

  /**
   * The write failed for a reason the server does not tell: another write of the same row at the
   * same moment, or a row that is never accepted. Worth a few attempts, then the row is refused.
   */
  record Contended() implements Failure {
    @Override
    public Kind kind() {
      return Kind.CONTENDED;
    }
  }

  /** The server will never accept this row. */
  record RowRefused() implements Failure {
    @Override
    public Kind kind() {
      return Kind.ROW_REFUSED;
    }
  }

  /** Table, columns, rights or log-in are not as they must be; somebody can mend that. */
  record SchemaOrPermission() implements Failure {
    @Override
    public Kind kind() {
      return Kind.SCHEMA_OR_PERMISSION;
    }
  }

  /** No attempt will help, nor any other row. */
  record Fatal() implements Failure {
    @Override
    public Kind kind() {
      return Kind.FATAL;
    }
  }
}
