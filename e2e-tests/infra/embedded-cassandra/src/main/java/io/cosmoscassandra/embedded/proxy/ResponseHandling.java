package io.cosmoscassandra.embedded.proxy;

/** An instruction for the response to a request in flight, carried out when it arrives. */
sealed interface ResponseHandling {

  /** Pass it on, and remember the id that it gives to a statement. */
  record LearnPrepared(String text) implements ResponseHandling {}

  /** Discard it. */
  record Lose(Action action) implements ResponseHandling {}

  /** Send another envelope to the client instead. */
  record Replace(Envelope envelope, Action action) implements ResponseHandling {}

  /** Reset the client's connection. */
  record Reset(Action action) implements ResponseHandling {}
}
