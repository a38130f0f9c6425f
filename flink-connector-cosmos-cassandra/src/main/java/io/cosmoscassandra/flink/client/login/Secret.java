package io.cosmoscassandra.flink.client.login;

import java.io.Serializable;
import java.util.Objects;
import org.apache.flink.annotation.Internal;

/** A password that does not appear in log lines, messages or the text of a record. */
@Internal
public final class Secret implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final String MASK = "******";

  private final String value;

  public Secret(String value) {
    this.value = Objects.requireNonNull(value, "value");
  }

  /** The password itself, for code that sends it to the server or opens a key store. */
  public String reveal() {
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && secret.value.equals(value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return MASK;
  }
}
