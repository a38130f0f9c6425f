package io.cosmoscassandra.flink.client.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.cosmoscassandra.flink.kit.Serialized;
import org.junit.jupiter.api.Test;

class SecretTest {

  @Test
  void doesNotShowItsValue() {
    assertThat(new Secret("hush")).hasToString("******");
    assertThat(new Credentials("ann", new PasswordOrigin.Given(new Secret("hush"))).toString())
        .doesNotContain("hush");
  }

  @Test
  void equalsByValueSoThatEqualSettingsShareASession() {
    assertThat(new Secret("a")).isEqualTo(new Secret("a")).hasSameHashCodeAs(new Secret("a"));
    assertThat(new Secret("a")).isNotEqualTo(new Secret("b"));
  }

  @Test
  void survivesSerialization() throws Exception {
    assertThat(Serialized.copy(new Secret("hush")).reveal()).isEqualTo("hush");
  }
}
