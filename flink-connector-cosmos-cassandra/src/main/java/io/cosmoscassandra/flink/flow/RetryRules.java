package io.cosmoscassandra.flink.flow;

import io.cosmoscassandra.flink.client.failure.Failure;
import org.apache.flink.annotation.Internal;

/** Rules of one kind of request: which failures are retried, and what users are told about them. */
@Internal
public interface RetryRules {

  /** Whether a request that failed in this way is sent again. */
  boolean isRetried(Failure.Kind failure);

  /** Whole sentences that tell the user what to do about a failure that ended a request. */
  String advice(Failure.Kind failure);

  /** The key of the option that limits how long requests are retried. */
  String timeoutOption();
}
