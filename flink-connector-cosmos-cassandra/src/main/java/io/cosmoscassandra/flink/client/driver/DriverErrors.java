package io.cosmoscassandra.flink.client.driver;

import com.datastax.oss.driver.internal.core.adminrequest.UnexpectedResponseException;
import com.datastax.oss.protocol.internal.ProtocolConstants;
import io.netty.handler.ssl.NotSslRecordException;
import java.util.OptionalInt;
import org.apache.flink.annotation.Internal;

/** Recognizes errors whose types are internal to the driver, or Netty's. */
@Internal
public final class DriverErrors {

  private DriverErrors() {}

  /**
   * True if a node rejected a request that the driver made by itself, such as preparing a statement
   * again.
   */
  public static boolean isRejection(Throwable error) {
    return errorCode(error).isPresent();
  }

  /** True for a {@linkplain #isRejection rejection} by an overloaded node. */
  public static boolean isOverload(Throwable error) {
    OptionalInt code = errorCode(error);
    return code.isPresent() && code.getAsInt() == ProtocolConstants.ErrorCode.OVERLOADED;
  }

  /** True if the server answered a TLS handshake with something that is not TLS. */
  public static boolean isNotTls(Throwable error) {
    return error instanceof NotSslRecordException;
  }

  private static OptionalInt errorCode(Throwable error) {
    return error instanceof UnexpectedResponseException unexpected
            && unexpected.message
                instanceof com.datastax.oss.protocol.internal.response.Error answer
        ? OptionalInt.of(answer.code)
        : OptionalInt.empty();
  }
}
