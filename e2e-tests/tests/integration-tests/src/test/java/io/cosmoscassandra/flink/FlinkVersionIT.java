package io.cosmoscassandra.flink;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.runtime.util.EnvironmentInformation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests that are said to run on a version of Flink do. */
@Tag("compatibility")
class FlinkVersionIT {

  @Test
  void flinkIsOfTheVersionThatIsTested() {
    assertThat(EnvironmentInformation.getVersion())
        .isEqualTo(System.getProperty("tested.flink.version"));
  }
}
