package io.cosmoscassandra.embedded;

import java.nio.file.Path;

/** Claims a file and says with its exit code whether it could. */
final class ClaimMain {

  private ClaimMain() {}

  public static void main(String[] args) {
    System.exit(FileClaim.on(Path.of(args[0])).isPresent() ? 0 : 1);
  }
}
