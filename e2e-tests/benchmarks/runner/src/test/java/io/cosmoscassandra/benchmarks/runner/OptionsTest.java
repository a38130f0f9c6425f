package io.cosmoscassandra.benchmarks.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OptionsTest {

  @Test
  void everybodyTakesPartInEveryRound() {
    assertThat(roundsOf(Contender.SPARK_COSMOS)).hasSize(5);
    assertThat(roundsOf(Contender.SINK_EO)).hasSize(5);
  }

  @Test
  void peersMayTakePartInTheFirstRoundsOnly() {
    String[] arguments = {"--rounds", "9", "--peers-rounds", "3"};

    assertThat(roundsOf(Contender.SPARK_DEFAULT, arguments)).containsExactly(1, 2, 3);
    assertThat(roundsOf(Contender.FLINK116_SINK, arguments)).containsExactly(1, 2, 3);
    assertThat(roundsOf(Contender.SINK_ALO, arguments)).hasSize(9);
    assertThat(roundsOf(Contender.DRIVER_BATCH, arguments)).hasSize(9);
  }

  private static List<Integer> roundsOf(Contender contender, String... arguments) {
    Options options = Options.parse(List.of(arguments), Path.of("home"));
    return IntStream.rangeClosed(1, options.rounds())
        .filter(round -> options.takesPart(contender, round))
        .boxed()
        .toList();
  }
}
