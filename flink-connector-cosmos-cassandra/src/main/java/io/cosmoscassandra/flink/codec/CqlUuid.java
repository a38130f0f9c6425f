package io.cosmoscassandra.flink.codec;

import java.util.Locale;

/** A CQL type of UUIDs. */
enum CqlUuid {
  UUID("16 bytes or 32 hex digits as 8-4-4-4-12"),
  TIMEUUID("a UUID of version 1");

  static final int BYTES = 16;

  private static final int TIME_BASED = 1;

  private final String takes;

  CqlUuid(String takes) {
    this.takes = takes;
  }

  boolean takesVersion(int version) {
    return this == UUID || version == TIME_BASED;
  }

  /** The version, which is in the upper half of the seventh byte. */
  static int version(byte seventh) {
    return (seventh & 0xf0) >> 4;
  }

  ValueException doesNotTake(Object value) {
    return ValueException.unfit(value, name().toLowerCase(Locale.ROOT), takes);
  }
}
