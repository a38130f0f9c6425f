package io.cosmoscassandra.benchmarks.contender;

import java.nio.file.Path;
import java.security.CodeSource;

/** Tells which jar a class comes from: its name has the version that really runs. */
public final class Version {

  private static final String JAR = ".jar";

  private Version() {}

  /** The name of the jar without its ending, such as {@code spark-core_2.12-3.5.6}. */
  public static String of(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    if (source == null) {
      return "unknown";
    }
    String file = Path.of(source.getLocation().getPath()).getFileName().toString();
    return file.endsWith(JAR) ? file.substring(0, file.length() - JAR.length()) : "this build";
  }
}
