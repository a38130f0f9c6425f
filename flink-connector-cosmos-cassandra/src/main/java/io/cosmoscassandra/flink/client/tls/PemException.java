package io.cosmoscassandra.flink.client.tls;

/** A PEM file that cannot serve. */
final class PemException extends Exception {

  private final boolean needsPassword;

  PemException(String message, boolean needsPassword, Throwable cause) {
    super(message, cause);
    this.needsPassword = needsPassword;
  }

  PemException(String message) {
    this(message, false, null);
  }

  /** Whether the right password is all that is missing. */
  boolean needsPassword() {
    return needsPassword;
  }
}
