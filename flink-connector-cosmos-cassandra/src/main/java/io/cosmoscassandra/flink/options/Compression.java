package io.cosmoscassandra.flink.options;

import java.util.Locale;
import org.apache.flink.annotation.PublicEvolving;

/** Compression of the network traffic. */
@PublicEvolving
public enum Compression {
  /** No compression. */
  NONE,
  /** LZ4, whose library comes with Flink. */
  LZ4,
  /** Snappy, which version 4 of the native protocol is the last to support. */
  SNAPPY;

  /** The value in option {@code connection.compression}, and in the configuration of the driver. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
