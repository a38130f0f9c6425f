package io.cosmoscassandra.benchmarks.runner;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a contender runs as: a module of the benchmarks, with a class path of its own. */
enum Program {
  DRIVER("driver", "io.cosmoscassandra.benchmarks.driver.DriverMain", List.of()),
  SINK(
      "sink",
      "io.cosmoscassandra.benchmarks.sink.SinkMain",
      List.of("java.base/java.util", "java.base/java.lang")),
  FLINK_1_16(
      "flink-1.16",
      "io.cosmoscassandra.benchmarks.flink116.Flink116Main",
      List.of("java.base/java.util", "java.base/java.lang")),
  SPARK_3_5(
      "spark-3.5",
      "io.cosmoscassandra.benchmarks.spark.SparkMain",
      // What Spark's own start script opens on Java 17.
      List.of(
          "java.base/java.lang",
          "java.base/java.lang.invoke",
          "java.base/java.lang.reflect",
          "java.base/java.io",
          "java.base/java.net",
          "java.base/java.nio",
          "java.base/java.util",
          "java.base/java.util.concurrent",
          "java.base/java.util.concurrent.atomic",
          "java.base/jdk.internal.ref",
          "java.base/sun.nio.ch",
          "java.base/sun.nio.cs",
          "java.base/sun.security.action",
          "java.base/sun.util.calendar",
          "java.security.jgss/sun.security.krb5"));

  private final String directory;
  private final String mainClass;

  @SuppressWarnings("ImmutableEnumChecker") // List.of() makes no others
  private final List<String> opened;

  Program(String directory, String mainClass, List<String> opened) {
    this.directory = directory;
    this.mainClass = mainClass;
    this.opened = opened;
  }

  /** What people call it. */
  String title() {
    return directory;
  }

  /** Whether it was built; the peers are not, in an ordinary build. */
  boolean isBuilt(Path home) {
    return Files.exists(classPath(home));
  }

  List<String> command(Path home, String heap) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // A fixed heap, as Flink's own start scripts give it: one that grows is collected all the time.
    command.add("-Xms" + heap);
    command.add("-Xmx" + heap);
    opened.forEach(name -> command.add("--add-opens=" + name + "=ALL-UNNAMED"));
    command.add("-cp");
    try {
      command.add(
          home.resolve(directory).resolve("target/classes")
              + ":"
              + Files.readString(classPath(home)).trim());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    command.add(mainClass);
    return command;
  }

  private Path classPath(Path home) {
    return home.resolve(directory).resolve("target/class-path");
  }
}
