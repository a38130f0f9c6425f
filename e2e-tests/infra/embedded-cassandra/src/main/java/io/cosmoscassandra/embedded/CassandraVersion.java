package io.cosmoscassandra.embedded;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A version of Cassandra that nodes can be of. */
public enum CassandraVersion {
  V4_1("4.1"),
  V5_0("5.0"),
  V6_0("6.0");

  private static final String PROPERTY = "tested.cassandra.version";

  private final String number;

  CassandraVersion(String number) {
    this.number = number;
  }

  /**
   * The version of all nodes of this JVM: system property {@code tested.cassandra.version}, or 5.0.
   * The module that has its class path must be on the class path of the tests.
   */
  public static CassandraVersion tested() {
    String wanted = System.getProperty(PROPERTY, V5_0.number);
    return Arrays.stream(values())
        .filter(version -> version.number.equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "-D%s is one of %s, not '%s'"
                        .formatted(PROPERTY, Arrays.toString(values()), wanted)));
  }

  /** Whether it is another version or a later one. */
  public boolean isAtLeast(CassandraVersion other) {
    return compareTo(other) >= 0;
  }

  /**
   * Options of the JVM of a node, beside those that every version needs.
   *
   * @param classPath the class path of the node
   */
  List<String> jvm(String classPath) {
    return switch (this) {
      case V4_1 -> jvmOfVersion4(classPath);
      case V5_0, V6_0 -> List.of();
    };
  }

  /** It measures the memory of statements with an agent, which reads the fields of Java's own. */
  private static List<String> jvmOfVersion4(String classPath) {
    String agent =
        Stream.of(classPath.split(File.pathSeparator))
            .filter(jar -> Path.of(jar).getFileName().toString().startsWith("jamm-"))
            .findFirst()
            .orElseThrow();
    return Stream.concat(
            Stream.of("-javaagent:" + agent),
            Stream.of("java.nio", "java.util.concurrent", "java.util.concurrent.atomic")
                .map(name -> "--add-opens=java.base/" + name + "=ALL-UNNAMED"))
        .toList();
  }

  /** Settings of a node, beside those that every version has. */
  Map<String, String> yaml() {
    return switch (this) {
      case V4_1, V5_0 -> Map.of();
      case V6_0 -> Map.of("accord", "{enabled: true}");
    };
  }

  /** The number, such as {@code 5.0}. */
  @Override
  public String toString() {
    return number;
  }
}
