package io.cosmoscassandra.flink.client;

import java.util.Locale;
import org.apache.flink.annotation.Internal;

/** The values of option {@code connection.compression}. */
@Internal
public enum Compression {
  NONE,
  LZ4,
  SNAPPY;

  /** As the driver and option {@code connection.compression} write it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
