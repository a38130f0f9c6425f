package io.cosmoscassandra.flink.it.kit;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.runtime.util.EnvironmentInformation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The tests run on the version of Flink that is meant to be tested. */
@Tag("compatibility")
class FlinkVersionIT {

  @Test
  void flinkIsOfTheVersionThatIsTested() {
    assertThat(EnvironmentInformation.getVersion())
        .isEqualTo(System.getProperty("tested.flink.version"));
  }
}
