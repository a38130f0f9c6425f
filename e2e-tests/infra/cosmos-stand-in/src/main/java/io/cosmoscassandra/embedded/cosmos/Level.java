package io.cosmoscassandra.embedded.cosmos;

import java.util.Arrays;

/** The consistency levels of the native protocol. */
enum Level {
  ANY(0),
  ONE(1),
  TWO(2),
  THREE(3),
  QUORUM(4),
  ALL(5),
  LOCAL_QUORUM(6),
  EACH_QUORUM(7),
  SERIAL(8),
  LOCAL_SERIAL(9),
  LOCAL_ONE(10);

  private final int code;

  Level(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  static Level of(int code) {
    return Arrays.stream(values())
        .filter(level -> level.code == code)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no consistency level: " + code));
  }
}
