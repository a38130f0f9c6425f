package io.cosmoscassandra.flink.commit;

/** A transaction can't be applied, now or later; the message says what is missing. */
final class LostTransactionException extends Exception {

  LostTransactionException(String message, Throwable cause) {
    super(message, cause);
  }
}
