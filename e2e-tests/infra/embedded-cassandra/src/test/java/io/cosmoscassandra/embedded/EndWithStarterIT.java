package io.cosmoscassandra.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EndWithStarterIT {

  @Test
  void nodeEndsWhenItsStarterIsKilled() throws Exception {
    killStarterAndAwaitEndOfNode(List.of());
  }

  @Test
  void pausedNodeEndsToo() throws Exception {
    killStarterAndAwaitEndOfNode(List.of("paused"));
  }

  private static void killStarterAndAwaitEndOfNode(List<String> arguments) throws Exception {
    Process starter = start(arguments);
    try {
      ProcessHandle node = ProcessHandle.of(pidFrom(starter)).orElseThrow();
      assertThat(node.isAlive()).isTrue();

      starter.destroyForcibly().waitFor();

      assertThat(node.onExit().get(10, TimeUnit.SECONDS).isAlive()).isFalse();
    } finally {
      starter.destroyForcibly();
    }
  }

  private static Process start(List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx64m", "-cp", System.getProperty("java.class.path")));
    command.add(StarterMain.class.getName());
    command.addAll(arguments);
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private static long pidFrom(Process starter) throws IOException {
    BufferedReader reader = starter.inputReader(StandardCharsets.UTF_8);
    return Long.parseLong(reader.readLine());
  }
}
