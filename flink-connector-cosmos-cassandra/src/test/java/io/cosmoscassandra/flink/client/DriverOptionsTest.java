package io.cosmoscassandra.flink.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values of the driver's options in logs and messages. */
class DriverOptionsTest {

  private static String shown(String path, String value) {
    return new DriverOptions(Map.of(path, value)).toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "advanced.auth-provider.password",
        "advanced.auth-provider.token",
        "advanced.my-plugin.sas",
        "advanced.my-plugin.apikey",
        "advanced.ssl-engine-factory.truststore-path",
        "basic.session-name",
        "profiles.slow.advanced.my-plugin.token"
      })
  void valuesThatMayBeSecretAreMasked(String path) {
    assertThat(shown(path, "hush")).isEqualTo("{" + path + "=******}");
  }

  @Test
  void harmlessValuesAreShown() {
    assertThat(shown("basic.request.timeout", "5 seconds"))
        .isEqualTo("{basic.request.timeout=5 seconds}");
    assertThat(shown("profiles.slow.basic.request.timeout", "5 seconds"))
        .isEqualTo("{profiles.slow.basic.request.timeout=5 seconds}");
    assertThat(shown("advanced.connection.max-requests-per-connection", "512"))
        .isEqualTo("{advanced.connection.max-requests-per-connection=512}");
    assertThat(shown("basic.request.consistency", "ONE")).contains("=ONE");
    assertThat(shown("advanced.protocol.version", "V4")).contains("=V4");
    assertThat(shown("advanced.reconnection-policy.class", "ConstantReconnectionPolicy"))
        .contains("=ConstantReconnectionPolicy");
  }
}
