package io.cosmoscassandra.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileClaimTest {

  @TempDir Path directory;

  @Test
  void hasOneHolderInThisProcess() {
    Path file = directory.resolve("claimed");
    FileClaim first = FileClaim.on(file).orElseThrow();
    assertThat(FileClaim.on(file)).isEmpty();
    first.close();
    FileClaim.on(file).orElseThrow().close();
  }

  @Test
  void staysWithItsHolderWhenAnotherPartOfThisProcessAsks() throws Exception {
    Path file = directory.resolve("claimed");
    try (FileClaim held = FileClaim.on(file).orElseThrow()) {
      assertThat(FileClaim.on(file)).isEmpty();
      assertThat(isClaimedByAnotherProcess(file)).isFalse();
    }
    assertThat(isClaimedByAnotherProcess(file)).isTrue();
  }

  @Test
  void whatIsGoneIsNotClaimed() {
    Path file = directory.resolve("gone");

    assertThat(FileClaim.onExisting(file)).isEmpty();
    assertThat(FileClaim.onExisting(directory.resolve("no-directory").resolve("gone"))).isEmpty();
    assertThat(file).doesNotExist();

    FileClaim.on(file).orElseThrow().close();
    FileClaim.onExisting(file).orElseThrow().close();
  }

  private static boolean isClaimedByAnotherProcess(Path file) throws Exception {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    List<String> command =
        List.of(
            java.toString(),
            "-Xmx64m",
            "-cp",
            System.getProperty("java.class.path"),
            ClaimMain.class.getName(),
            file.toString());
    return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
  }
}
