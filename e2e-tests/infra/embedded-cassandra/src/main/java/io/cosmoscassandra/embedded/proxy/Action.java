package io.cosmoscassandra.embedded.proxy;

/** What a proxy did to a request that its policy was asked about. */
public enum Action {
  FORWARDED,
  ANSWERED,
  ANSWERED_AFTERWARDS,
  REQUEST_DROPPED,
  RESPONSE_DROPPED,
  CUT,
  CUT_AFTERWARDS,
  /** Counted beside what was done after the delay. */
  DELAYED
}
