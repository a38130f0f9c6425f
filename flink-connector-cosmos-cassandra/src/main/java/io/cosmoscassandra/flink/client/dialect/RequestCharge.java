package io.cosmoscassandra.flink.client.dialect;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import java.nio.ByteBuffer;
import org.apache.flink.annotation.Internal;

/** Reads the cost of a request, which Azure Cosmos DB reports with the response. */
@Internal
public final class RequestCharge {

  /** The custom payload that contains the cost. */
  private static final String PAYLOAD = "RequestCharge";

  private RequestCharge() {}

  /** The cost in request units; 0 if the server does not report it. */
  public static double of(AsyncResultSet response) {
    ByteBuffer charge = response.getExecutionInfo().getIncomingPayload().get(PAYLOAD);
    return charge == null || charge.remaining() < Double.BYTES
        ? 0
        : charge.getDouble(charge.position());
  }
}
