package io.cosmoscassandra.flink.options;

import java.util.Locale;
import org.apache.flink.annotation.PublicEvolving;

/** The values of option {@code connection.compression}. */
@PublicEvolving
public enum Compression {
  /** Not at all. */
  NONE,
  /** Fast; the library comes with Flink. */
  LZ4,
  /** Up to version 4 of the protocol. */
  SNAPPY;

  /** As the driver and option {@code connection.compression} write it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
