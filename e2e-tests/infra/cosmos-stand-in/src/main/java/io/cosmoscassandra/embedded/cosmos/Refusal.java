package io.cosmoscassandra.embedded.cosmos;

import io.cosmoscassandra.embedded.proxy.ErrorCode;

/** Why a request is not carried out. */
record Refusal(ErrorCode code, String message) {

  static Refusal invalid(String message) {
    return new Refusal(ErrorCode.INVALID, message);
  }

  static Refusal syntax(String message) {
    return new Refusal(ErrorCode.SYNTAX_ERROR, message);
  }

  static Refusal serverError(String message) {
    return new Refusal(ErrorCode.SERVER_ERROR, message);
  }

  /** The service's own words, as far as a client needs them. */
  static Refusal throttled(long retryAfterMillis) {
    return new Refusal(
        ErrorCode.OVERLOADED,
        "Request rate is large: ActivityID=00000000-0000-0000-0000-000000000000, RetryAfterMs=%d, Additional details='Response status code does not indicate success: TooManyRequests (429); Substatus: 3200; ActivityId: 00000000-0000-0000-0000-000000000000; Reason: ({ \"Errors\": [ \"Request rate is large. More Request Units may be needed, so no changes were made. Please retry this request later. Learn more: http://aka.ms/cosmosdb-error-429\" ] });"
            .formatted(retryAfterMillis));
  }

  /** What 449 and 413 have in common: drivers do not hand the text on. */
  static Refusal writeFailure(String message) {
    return new Refusal(ErrorCode.WRITE_FAILURE, message);
  }
}
