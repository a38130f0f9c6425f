package io.cosmoscassandra.flink.commit;

/** A transaction can never be applied; the message says what is missing or damaged. */
final class LostTransactionException extends Exception {

  LostTransactionException(String message, Throwable cause) {
    super(message, cause);
  }
}
