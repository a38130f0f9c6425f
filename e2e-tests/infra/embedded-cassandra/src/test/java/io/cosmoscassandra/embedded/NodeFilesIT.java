package io.cosmoscassandra.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeFilesIT {

  @Test
  void leavesNothingWhenItEnds() {
    CassandraNode node = CassandraNode.builder().start();
    Path directory = node.log().getParent();
    assertThat(directory).isDirectoryContaining(path -> path.endsWith("data"));

    node.close();

    assertThat(directory).doesNotExist();
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
