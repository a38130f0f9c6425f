package io.cosmoscassandra.flink.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.junit.jupiter.api.Test;

class RoleOptionsTest {

  @Test
  void eachOptionIsListedOnce() {
    List<ConfigOption<?>> listed = new ArrayList<>();
    for (RoleOptions role : List.of(ConnectionConfiguration.OPTIONS, SinkConfiguration.OPTIONS)) {
      listed.addAll(role.fixed());
      listed.addAll(role.forwarded());
    }

    assertThat(listed).doesNotHaveDuplicates();
  }

  @Test
  void connectionHasNoOptionOfASink() {
    assertThat(ConnectionConfiguration.OPTIONS.all())
        .noneMatch(option -> option.key().startsWith("sink."));
    assertThat(SinkConfiguration.OPTIONS.all())
        .allMatch(option -> option.key().startsWith("sink."));
  }
}
