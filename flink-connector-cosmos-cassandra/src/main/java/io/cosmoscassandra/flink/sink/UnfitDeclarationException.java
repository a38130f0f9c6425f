package io.cosmoscassandra.flink.sink;

import io.cosmoscassandra.flink.schema.DeclarationException;
import java.io.IOException;
import org.apache.flink.annotation.Internal;
import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;

/** Tells Flink that restarting the job is no use: the declaration has to change. */
@Internal
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
public final class UnfitDeclarationException extends IOException {

  public UnfitDeclarationException(DeclarationException cause) {
    super(cause.getMessage(), cause);
  }
}
