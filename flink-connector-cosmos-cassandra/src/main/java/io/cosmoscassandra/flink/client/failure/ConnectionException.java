package io.cosmoscassandra.flink.client.failure;

import javax.annotation.Nullable;
import org.apache.flink.annotation.Internal;

/** A session could not be opened, or cannot be used; the message names the options to check. */
@Internal
public final class ConnectionException extends RuntimeException {

  /** Prospect of another attempt. */
  public enum Outlook {

    /** May get better by itself: nothing listens, or no response comes. */
    TRANSIENT,

    /** Stays as it is until a user corrects an option, or the server that it names. */
    LASTING,

    /** May be different on another machine, or after something that the message names. */
    UNKNOWN
  }

  private final Outlook outlook;

  public ConnectionException(String message) {
    this(message, null);
  }

  public ConnectionException(String message, @Nullable Throwable cause) {
    this(Outlook.UNKNOWN, message, cause);
  }

  public ConnectionException(Outlook outlook, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.outlook = outlook;
  }

  public Outlook outlook() {
    return outlook;
  }
}
