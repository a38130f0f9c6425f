package io.cosmoscassandra.flink.client.tls;

/** Reports a PEM file that cannot be used; the message completes a sentence about the file. */
final class PemException extends Exception {

  private final boolean needsPassword;

  PemException(String message, boolean needsPassword, Throwable cause) {
    super(message, cause);
    this.needsPassword = needsPassword;
  }

  PemException(String message) {
    this(message, false, null);
  }

  /** Whether the right password would solve the problem. */
  boolean needsPassword() {
    return needsPassword;
  }
}
