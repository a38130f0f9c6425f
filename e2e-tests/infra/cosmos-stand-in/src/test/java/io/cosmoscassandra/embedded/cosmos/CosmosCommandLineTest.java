package io.cosmoscassandra.embedded.cosmos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CosmosCommandLineTest {

  @Test
  void saysWhoseAccountItIsAndWhatItGrants() {
    CosmosCommandLine wanted =
        CosmosCommandLine.parse(
            "--port", "0", "--account", "shop", "--key", "k", "--throughput", "4000", "--strong");

    assertThat(wanted.port()).isZero();
    assertThat(wanted.account())
        .isEqualTo(new Account("shop", "k", AccountConsistency.STRONG, false));
    assertThat(wanted.behaviour()).isEqualTo(Behaviour.USUAL.withThroughput(4_000));
  }

  @Test
  void withoutArgumentsItIsWhatTheServiceIsKnownFor() {
    CosmosCommandLine wanted = CosmosCommandLine.parse();

    assertThat(wanted.port()).isEqualTo(10_350);
    assertThat(wanted.behaviour()).isEqualTo(Behaviour.USUAL);
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    assertThatThrownBy(() -> CosmosCommandLine.parse("--port", "x"))
        .hasMessage("--port needs a number, not 'x'");
    assertThatThrownBy(() -> CosmosCommandLine.parse("--throughput", "0"))
        .hasMessageContaining("--throughput is from 1 to");
    assertThatThrownBy(() -> CosmosCommandLine.parse("--nonsense"))
        .hasMessage("unknown option '--nonsense'");
  }
}
