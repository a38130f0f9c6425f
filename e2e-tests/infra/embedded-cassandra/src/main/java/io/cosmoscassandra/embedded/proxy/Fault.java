package io.cosmoscassandra.embedded.proxy;

import java.time.Duration;

/** What becomes of one request. */
public sealed interface Fault {

  /** No fault: the request goes to the node and its response to the client. */
  static Fault forward() {
    return new Forward();
  }

  /** The node never sees the request, the client gets an error. */
  static Fault answer(ErrorCode code, String message) {
    return new Answer(code, message);
  }

  /** An overloaded coordinator. */
  static Fault overloaded(String message) {
    return new Answer(ErrorCode.OVERLOADED, message);
  }

  /** Azure Cosmos DB out of request units. */
  static Fault cosmosThrottled(Duration retryAfter) {
    return overloaded(
        "Request rate is large: ActivityID=00000000-0000-0000-0000-000000000000, RetryAfterMs=%d, Additional details='Response status code does not indicate success: TooManyRequests (429)'"
            .formatted(retryAfter.toMillis()));
  }

  /** The node does what is asked, the client gets an error in place of the response. */
  static Fault answerAfterwards(ErrorCode code, String message) {
    return new AnswerAfterwards(code, message);
  }

  /** The node never sees the request, the client never hears. */
  static Fault dropRequest() {
    return new DropRequest();
  }

  /** The node does what is asked, the client never hears. */
  static Fault dropResponse() {
    return new DropResponse();
  }

  /** The node never sees the request, the client's connection is reset. */
  static Fault cut() {
    return new Cut();
  }

  /** The node does what is asked, then the client's connection is reset. */
  static Fault cutAfterwards() {
    return new CutAfterwards();
  }

  /** The same a while later; other requests of the connection overtake this one. */
  static Fault delay(Duration by) {
    return new Delay(by, forward());
  }

  /** Another fault a while later. */
  static Fault delay(Duration by, Fault then) {
    return new Delay(by, then);
  }

  /** See {@link #forward()}. */
  record Forward() implements Fault {}

  /** See {@link #answer}. */
  record Answer(ErrorCode code, String message) implements Fault {}

  /** See {@link #answerAfterwards}. */
  record AnswerAfterwards(ErrorCode code, String message) implements Fault {}

  /** See {@link #dropRequest()}. */
  record DropRequest() implements Fault {}

  /** See {@link #dropResponse()}. */
  record DropResponse() implements Fault {}

  /** See {@link #cut()}. */
  record Cut() implements Fault {}

  /** See {@link #cutAfterwards()}. */
  record CutAfterwards() implements Fault {}

  /** See {@link #delay(Duration, Fault)}. */
  record Delay(Duration by, Fault then) implements Fault {}
}
