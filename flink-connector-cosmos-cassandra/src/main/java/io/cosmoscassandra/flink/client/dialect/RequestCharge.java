package io.cosmoscassandra.flink.client.dialect;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import java.nio.ByteBuffer;
import org.apache.flink.annotation.Internal;

/** What Azure Cosmos DB says that a request has cost. */
@Internal
public final class RequestCharge {

  /** The payload in which it says so. */
  private static final String PAYLOAD = "RequestCharge";

  private RequestCharge() {}

  /** The request units that an answer tells; 0 from servers that know none. */
  public static double of(AsyncResultSet answer) {
    ByteBuffer charge = answer.getExecutionInfo().getIncomingPayload().get(PAYLOAD);
    return charge == null || charge.remaining() < Double.BYTES
        ? 0
        : charge.getDouble(charge.position());
  }
}
