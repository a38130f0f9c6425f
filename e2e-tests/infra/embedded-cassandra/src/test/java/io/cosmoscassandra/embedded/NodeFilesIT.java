package io.cosmoscassandra.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeFilesIT {

  /** Four seconds on an idle machine; the rest is for those that share theirs. */
  private static final Duration TIME_TO_START = Duration.ofSeconds(25);

  @Test
  void startsQuicklyAndLeavesNothing() {
    long before = System.nanoTime();
    CassandraNode node = CassandraNode.builder().start();
    Duration taken = Duration.ofNanos(System.nanoTime() - before);
    Path directory = node.log().getParent();
    assertThat(directory).isDirectoryContaining(path -> path.endsWith("data"));

    node.close();

    assertThat(directory).doesNotExist();
    assertThat(taken).isLessThan(TIME_TO_START);
  }

  @Test
  void chosenDirectoryAndLogOutliveTheNodeAndAreNotShared(@TempDir Path directory) {
    try (CassandraNode own = CassandraNode.builder().directory(directory).start()) {
      assertThat(own.log()).isEqualTo(directory.resolve("cassandra.log"));
      assertThatThrownBy(() -> CassandraNode.builder().directory(directory).start())
          .hasMessageContaining("is used by another node");
    }
    assertThat(directory.resolve("data")).isNotEmptyDirectory();
    assertThat(directory.resolve("cassandra.log")).isNotEmptyFile();
  }

  @Test
  void failedStartShowsTheReasonAndKeepsItsLog() {
    assertThatThrownBy(() -> CassandraNode.builder().yaml("no_such_setting", "1").start())
        .hasMessageContaining("no_such_setting")
        .hasMessageContaining("cassandra.log");
  }
}
