package io.cosmoscassandra.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What quickstart.sh starts after its build, started as it does. */
class QuickstartIT {

  private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
  private static final int SERVERS = 5;

  @Test
  void showsThatNothingIsLostAndLeavesNothingRunning() throws Exception {
    Process quickstart = start();
    List<ProcessHandle> servers = new ArrayList<>();
    List<String> printed = new ArrayList<>();
    try (BufferedReader output = quickstart.inputReader(StandardCharsets.UTF_8)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        printed.add(line);
        if (line.contains("web page")) {
          quickstart.descendants().forEach(servers::add);
        }
      }
      assertThat(quickstart.waitFor()).as(String.join("\n", printed)).isZero();
    } finally {
      quickstart.destroyForcibly();
    }
    assertThat(printed)
        .anyMatch(line -> line.contains("kill -9"))
        .anyMatch(line -> line.contains("orders lost: 0; orders counted twice: 0"))
        .anyMatch(line -> line.startsWith("OK:"));
    assertThat(servers).hasSize(SERVERS).noneMatch(ProcessHandle::isAlive);
  }

  @Test
  void whatItStartedEndsWhenItIsKilled() throws Exception {
    Process quickstart = start();
    try (BufferedReader output = quickstart.inputReader(StandardCharsets.UTF_8)) {
      String line = output.readLine();
      while (line != null && !line.contains("web page")) {
        line = output.readLine();
      }
      List<ProcessHandle> servers = quickstart.descendants().toList();
      assertThat(servers).hasSize(SERVERS).allMatch(ProcessHandle::isAlive);

      quickstart.destroyForcibly().waitFor();

      for (ProcessHandle server : servers) {
        assertThat(server.onExit().get(30, TimeUnit.SECONDS).isAlive()).isFalse();
      }
    } finally {
      quickstart.destroyForcibly();
    }
  }

  private static Process start() throws IOException {
    String classPath =
        Path.of("target", "classes").toAbsolutePath()
            + System.getProperty("path.separator")
            + Files.readString(Path.of("target", "class-path"));
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            classPath,
            QuickstartMain.class.getName())
        .directory(ROOT.toFile())
        .redirectErrorStream(true)
        .start();
  }
}
