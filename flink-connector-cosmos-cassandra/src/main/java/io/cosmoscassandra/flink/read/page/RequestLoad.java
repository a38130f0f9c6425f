package io.cosmoscassandra.flink.read.page;

import org.apache.flink.annotation.Internal;

/** Tells how many requests a reader has in flight. */
@Internal
public interface RequestLoad {

  /** The number of requests in flight. */
  int requestsInFlight();

  /** The number of requests that may be in flight at present. */
  int congestionWindow();
}
