package io.cosmoscassandra.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CommandLineTest {

  @Test
  void readsEveryOption() {
    CommandLine wanted =
        CommandLine.parse(
            "--port", "9999", "--directory", "d", "--nodes", "3", "--auth", "--tls", "--help");
    assertThat(wanted.help()).isTrue();
    assertThat(wanted.port()).isEqualTo(9999);
    assertThat(wanted.directory()).contains(Path.of("d"));
    assertThat(wanted.nodes()).isEqualTo(3);
    assertThat(wanted.auth()).isTrue();
    assertThat(wanted.tls()).isTrue();
  }

  @Test
  void needsNoOption() {
    CommandLine wanted = CommandLine.parse();
    assertThat(wanted.port()).isEqualTo(CommandLine.DEFAULT_PORT);
    assertThat(wanted.nodes()).isEqualTo(1);
    assertThat(wanted.auth()).isFalse();
  }

  @Test
  void saysWhatIsWrong() {
    assertThatThrownBy(() -> CommandLine.parse("--prot")).hasMessage("unknown option '--prot'");
    assertThatThrownBy(() -> CommandLine.parse("--port")).hasMessage("--port needs a value");
    assertThatThrownBy(() -> CommandLine.parse("--port", "x"))
        .hasMessage("--port needs a number, not 'x'");
    assertThatThrownBy(() -> CommandLine.parse("--nodes", "2"))
        .hasMessage("--nodes is 1 or 3, not 2");
    assertThatThrownBy(() -> CommandLine.parse("--port", "70000"))
        .hasMessage("--port is at most 65535, not 70000");
  }
}
