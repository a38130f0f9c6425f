package io.cosmoscassandra.cluster;

import io.cosmoscassandra.embedded.flink.FlinkCluster;
import java.nio.file.Path;

/** Describes clusters for tests. */
public final class Clusters {

  private Clusters() {}

  /** Of the version that the connector is built with. */
  public static FlinkCluster.Builder forTest(Class<?> test) {
    return forTest(test, System.getProperty("flink.version"));
  }

  /** Of another version; the folder with its logs stays until the test's next run. */
  static FlinkCluster.Builder forTest(Class<?> test, String version) {
    String name = test.getSimpleName() + "-" + version;
    return FlinkCluster.ofVersion(version, Path.of("target", "flink", name));
  }
}
