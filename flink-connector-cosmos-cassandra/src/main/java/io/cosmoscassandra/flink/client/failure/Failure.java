package io.cosmoscassandra.flink.client.failure;

import java.util.OptionalLong;
import org.apache.flink.annotation.Internal;

/**
 * Meaning of a failed request for its sender.
 *
 * @param retryAfterMillis how long the server asks the sender to wait before the next attempt, if
 *     it is {@link Kind#THROTTLED} and the server says so
 */
@Internal
public record Failure(Kind kind, OptionalLong retryAfterMillis) {

  /**
   * Kind of a failure. When the nodes of a cluster fail in different ways, the kind that is
   * declared later decides.
   */
  public enum Kind {

    /** There is no connection to any node: the request was not sent. */
    UNREACHABLE,

    /** Transient failure of a node or the network, or a timeout; the write may have taken place. */
    TRANSIENT,

    /** The server, or our own connections, have more to do than they can. */
    THROTTLED,

    /**
     * The write failed after the coordinator had accepted it. On Apache Cassandra the replicas are
     * to blame. On Azure Cosmos DB it is another write of the same row at the same moment, or a row
     * that is never accepted, which only many attempts can tell apart.
     */
    CONTENDED,

    /** The server will never accept this row. */
    ROW_REJECTED,

    /** The table, its columns, the permissions or the login are wrong; an operator can fix that. */
    SCHEMA_OR_PERMISSION,

    /** Neither another attempt nor another row will succeed. */
    FATAL
  }

  /** A failure for which the server asks for no wait. */
  public static Failure of(Kind kind) {
    return new Failure(kind, OptionalLong.empty());
  }

  /** A server that has too much to do. */
  public static Failure throttled(OptionalLong retryAfterMillis) {
    return new Failure(Kind.THROTTLED, retryAfterMillis);
  }
}
