package io.cosmoscassandra.flink.schema;

import java.io.IOException;
import javax.annotation.Nullable;
import org.apache.flink.annotation.Internal;
import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;

/**
 * Fails a job for good, because no restart helps: its declaration or its options, or the server
 * that they name, must change.
 */
@Internal
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
public final class MisconfiguredJobException extends IOException {

  MisconfiguredJobException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
