package io.cosmoscassandra.flink.client;

import static io.cosmoscassandra.flink.kit.Connections.*;
import static io.cosmoscassandra.flink.options.CassandraConnectorOptions.*;
import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.dse.driver.api.core.config.DseDriverOption;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfig;
import com.datastax.oss.driver.api.core.config.DriverExecutionProfile;
import io.cosmoscassandra.flink.options.Compression;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

class DriverConfigurationTest {

  private static DriverExecutionProfile profile(Configuration options) {
    return config(options).getDefaultProfile();
  }

  private static DriverConfig config(Configuration options) {
    return DriverConfiguration.loaderFor(settings(options), "s").getInitialConfig();
  }

  @Test
  void everyConnectionOptionReachesTheDriver() {
    DriverExecutionProfile profile =
        profile(
            toCassandra()
                .set(CONNECTION_POOL_SIZE, 7)
                .set(CONNECTION_TIMEOUT, Duration.ofMillis(1234))
                .set(REQUEST_TIMEOUT, Duration.ofMillis(2345))
                .set(CONNECTION_HEARTBEAT_INTERVAL, Duration.ofMillis(3456))
                .set(CONNECTION_COMPRESSION, Compression.LZ4)
                .set(CONSISTENCY_LEVEL, "ALL"));
    assertThat(profile.getInt(DefaultDriverOption.CONNECTION_POOL_LOCAL_SIZE)).isEqualTo(7);
    assertThat(profile.getInt(DefaultDriverOption.CONNECTION_POOL_REMOTE_SIZE)).isEqualTo(7);
    assertThat(profile.getDuration(DefaultDriverOption.CONNECTION_CONNECT_TIMEOUT))
        .isEqualTo(profile.getDuration(DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT))
        .isEqualTo(profile.getDuration(DefaultDriverOption.CONTROL_CONNECTION_TIMEOUT))
        .isEqualTo(profile.getDuration(DefaultDriverOption.HEARTBEAT_TIMEOUT))
        .isEqualTo(Duration.ofMillis(1234));
    assertThat(profile.getDuration(DefaultDriverOption.REQUEST_TIMEOUT))
        .isEqualTo(profile.getDuration(DefaultDriverOption.METADATA_SCHEMA_REQUEST_TIMEOUT))
        .isEqualTo(Duration.ofMillis(2345));
    assertThat(profile.getDuration(DefaultDriverOption.HEARTBEAT_INTERVAL))
        .isEqualTo(Duration.ofMillis(3456));
    assertThat(profile.getString(DefaultDriverOption.PROTOCOL_COMPRESSION)).isEqualTo("lz4");
    assertThat(profile.getString(DefaultDriverOption.REQUEST_CONSISTENCY)).isEqualTo("ALL");
  }

  @Test
  void sessionsLeaveNothingBehindAndCallNobody() {
    DriverExecutionProfile profile = profile(toCassandra());
    assertThat(profile.getBoolean(DefaultDriverOption.NETTY_DAEMON)).isTrue();
    assertThat(profile.getInt(DefaultDriverOption.NETTY_IO_SHUTDOWN_QUIET_PERIOD)).isZero();
    assertThat(profile.getInt(DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_QUIET_PERIOD))
        .isLessThan(1_000);
    assertThat(profile.getString(DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_UNIT))
        .isEqualTo("MILLISECONDS");
    assertThat(profile.getBoolean(DseDriverOption.MONITOR_REPORTING_ENABLED)).isFalse();
    assertThat(profile.getBoolean(DefaultDriverOption.TIMESTAMP_GENERATOR_FORCE_JAVA_CLOCK))
        .isTrue();
  }

  @Test
  void cosmosIsNotAskedForTokensAndSpeaksVersion4() {
    DriverExecutionProfile profile = profile(toCosmos());
    assertThat(profile.getBoolean(DefaultDriverOption.METADATA_TOKEN_MAP_ENABLED)).isFalse();
    assertThat(profile.getString(DefaultDriverOption.PROTOCOL_VERSION)).isEqualTo("V4");
    assertThat(profile.getString(DefaultDriverOption.RECONNECTION_POLICY_CLASS))
        .isEqualTo("ConstantReconnectionPolicy");
    assertThat(profile.getDuration(DefaultDriverOption.RECONNECTION_BASE_DELAY))
        .isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void protocolIsNegotiatedWithCassandraUnlessTheCompressionDecidesIt() {
    assertThat(profile(toCassandra()).isDefined(DefaultDriverOption.PROTOCOL_VERSION)).isFalse();
    assertThat(profile(toCassandra()).getBoolean(DefaultDriverOption.METADATA_TOKEN_MAP_ENABLED))
        .isTrue();
    assertThat(
            profile(toCassandra().set(CONNECTION_COMPRESSION, Compression.SNAPPY))
                .getString(DefaultDriverOption.PROTOCOL_VERSION))
        .isEqualTo("V4");
  }

  @Test
  void datacenterIsInferredOnlyIfNoneIsNamed() {
    assertThat(profile(toCassandra()).getString(DefaultDriverOption.LOAD_BALANCING_POLICY_CLASS))
        .isEqualTo("DcInferringLoadBalancingPolicy");
    assertThat(
            profile(toCassandra().set(LOCAL_DATACENTER, "dc1"))
                .getString(DefaultDriverOption.LOAD_BALANCING_POLICY_CLASS))
        .isEqualTo("DefaultLoadBalancingPolicy");
  }

  @Test
  void driverOptionsAreTypedAndComeLast() {
    DriverConfig config =
        config(
            withDriverOptions(
                toCosmos(),
                Map.of(
                    "basic.request.timeout", "3 seconds",
                    "basic.request.page-size", "77",
                    "advanced.metadata.token-map.enabled", "true",
                    "advanced.metadata.schema.refreshed-keyspaces", "[\"a\", \"/b.*/\"]",
                    "advanced.protocol.max-frame-length", "1 MiB",
                    "basic.application.name", "it's \"quoted\" ${no} \\ #1\n",
                    "profiles.slow.basic.request.timeout", "9 s")));
    DriverExecutionProfile profile = config.getDefaultProfile();
    assertThat(profile.getDuration(DefaultDriverOption.REQUEST_TIMEOUT))
        .isEqualTo(Duration.ofSeconds(3));
    assertThat(profile.getInt(DefaultDriverOption.REQUEST_PAGE_SIZE)).isEqualTo(77);
    assertThat(profile.getBoolean(DefaultDriverOption.METADATA_TOKEN_MAP_ENABLED)).isTrue();
    assertThat(profile.getStringList(DefaultDriverOption.METADATA_SCHEMA_REFRESHED_KEYSPACES))
        .containsExactly("a", "/b.*/");
    assertThat(profile.getBytes(DefaultDriverOption.PROTOCOL_MAX_FRAME_LENGTH)).isEqualTo(1 << 20);
    assertThat(profile.getString(DseDriverOption.APPLICATION_NAME))
        .isEqualTo("it's \"quoted\" ${no} \\ #1\n");
    assertThat(config.getProfile("slow").getDuration(DefaultDriverOption.REQUEST_TIMEOUT))
        .isEqualTo(Duration.ofSeconds(9));
  }
}
