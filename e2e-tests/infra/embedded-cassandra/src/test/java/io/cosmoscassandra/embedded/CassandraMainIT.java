package io.cosmoscassandra.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class CassandraMainIT {

  private static final Pattern READY = Pattern.compile("Cassandra is ready at (\\S+):(\\d+) .*");

  @Test
  void saysWhereItIsAndEndsOnInterrupt() throws Exception {
    Process process = start("--port", "0", "--auth");
    try {
      BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
      Matcher ready = READY.matcher(output.readLine());
      assertThat(ready.matches()).isTrue();
      assertThat(output.readLine()).isEqualTo("Login: cassandra / cassandra");
      InetSocketAddress contactPoint =
          new InetSocketAddress(ready.group(1), Integer.parseInt(ready.group(2)));
      try (CqlSession session =
          FastDriver.session()
              .addContactPoint(contactPoint)
              .withAuthCredentials(CassandraNode.USERNAME, CassandraNode.PASSWORD)
              .build()) {
        assertThat(session.execute("SELECT key FROM system.local").one()).isNotNull();
      }
      ProcessHandle node = process.children().findFirst().orElseThrow();

      process.destroy();

      assertThat(process.waitFor()).isNotZero();
      assertThat(node.isAlive()).isFalse();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void refusesWhatItDoesNotKnow() throws Exception {
    Process process = start("--nonsense");
    String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(errors).contains("unknown option '--nonsense'", "--directory");
    assertThat(process.waitFor()).isEqualTo(2);
  }

  private static Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx64m", "-cp", System.getProperty("java.class.path")));
    command.add(CassandraMain.class.getName());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).start();
  }
}
