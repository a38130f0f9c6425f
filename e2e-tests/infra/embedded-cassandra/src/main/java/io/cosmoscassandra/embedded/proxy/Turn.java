package io.cosmoscassandra.embedded.proxy;

/** What becomes of a response when it comes. */
sealed interface Turn {

  /** It goes to the client, and tells the id of a statement. */
  record LearnPrepared(String text) implements Turn {}

  /** It is lost. */
  record Lose(Action action) implements Turn {}

  /** The client gets another frame in its place. */
  record Replace(Frame frame, Action action) implements Turn {}

  /** The connection is reset. */
  record Reset(Action action) implements Turn {}
}
