package io.cosmoscassandra.flink.schema;

import java.io.IOException;
import org.apache.flink.annotation.Internal;
import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;

/** Fails a job for good, because no restart helps: the declaration must change. */
@Internal
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
public final class UnfitDeclarationException extends IOException {

  UnfitDeclarationException(DeclarationException cause) {
    super(cause.getMessage(), cause);
  }
}
