package io.cosmoscassandra.embedded.proxy;

import java.time.Duration;

/** A way in which the proxy treats one request, from forwarding it to cutting the connection. */
public sealed interface RequestFault {

  /** No fault: the request goes to the node and its response to the client. */
  static RequestFault forward() {
    return new Forward();
  }

  /** The node never sees the request, the client gets an error. */
  static RequestFault answer(ErrorCode code, String message) {
    return new Answer(code, message);
  }

  /** The error of an overloaded coordinator. */
  static RequestFault overloaded(String message) {
    return new Answer(ErrorCode.OVERLOADED, message);
  }

  /** The error of Azure Cosmos DB when a table has no request units left. */
  static RequestFault cosmosThrottled(Duration retryAfter) {
    return overloaded(
        "Request rate is large: ActivityID=00000000-0000-0000-0000-000000000000, RetryAfterMs=%d, Additional details='Response status code does not indicate success: TooManyRequests (429)'"
            .formatted(retryAfter.toMillis()));
  }

  /** The node executes the request, but the client gets an error instead of the response. */
  static RequestFault answerAfterwards(ErrorCode code, String message) {
    return new AnswerAfterwards(code, message);
  }

  /** The node never sees the request, and the client never gets a response. */
  static RequestFault dropRequest() {
    return new DropRequest();
  }

  /** The node executes the request, but the client never gets the response. */
  static RequestFault dropResponse() {
    return new DropResponse();
  }

  /** The node never sees the request, the client's connection is reset. */
  static RequestFault cut() {
    return new Cut();
  }

  /** The node executes the request, then the client's connection is reset. */
  static RequestFault cutAfterwards() {
    return new CutAfterwards();
  }

  /** Forwards the request after a delay; other requests of the connection overtake it. */
  static RequestFault delay(Duration by) {
    return new Delay(by, forward());
  }

  /** Applies another fault after a delay. */
  static RequestFault delay(Duration by, RequestFault then) {
    return new Delay(by, then);
  }

  /** See {@link #forward()}. */
  record Forward() implements RequestFault {}

  /** See {@link #answer}. */
  record Answer(ErrorCode code, String message) implements RequestFault {}

  /** See {@link #answerAfterwards}. */
  record AnswerAfterwards(ErrorCode code, String message) implements RequestFault {}

  /** See {@link #dropRequest()}. */
  record DropRequest() implements RequestFault {}

  /** See {@link #dropResponse()}. */
  record DropResponse() implements RequestFault {}

  /** See {@link #cut()}. */
  record Cut() implements RequestFault {}

  /** See {@link #cutAfterwards()}. */
  record CutAfterwards() implements RequestFault {}

  /** See {@link #delay(Duration, RequestFault)}. */
  record Delay(Duration by, RequestFault then) implements RequestFault {}
}
