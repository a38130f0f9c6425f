package io.cosmoscassandra.flink.table;

import static io.cosmoscassandra.flink.table.DeclaredSinks.MINIMUM;
import static io.cosmoscassandra.flink.table.DeclaredSinks.sink;
import static io.cosmoscassandra.flink.table.DeclaredSinks.source;
import static io.cosmoscassandra.flink.table.DeclaredSinks.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.cosmoscassandra.flink.schema.WriteIntent;
import io.cosmoscassandra.flink.sink.SinkSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.table.catalog.UniqueConstraint;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.sink.DynamicTableSink;
import org.apache.flink.table.connector.sink.SinkV2Provider;
import org.apache.flink.table.factories.FactoryUtil;
import org.apache.flink.table.factories.utils.FactoryMocks;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Effects of a {@code WITH} clause. Long because it is a list: one test for each mistake. */
class CassandraDynamicTableFactoryTest {

  private static final String PASSWORD = "open-sesame";

  /**
   * A value that makes a difference.
   *
   * @param key the option
   * @param value another value than the default
   * @param company what else has to be set, so that the option means something; null takes an
   *     option away
   * @param needs what the option itself requires
   */
  private record Sample(
      String key, String value, Map<String, String> company, Map<String, String> needs) {

    static Sample of(String key, String value) {
      return new Sample(key, value, Map.of(), Map.of());
    }

    Sample needing(String otherKey, String otherValue) {
      return new Sample(key, value, company, Map.of(otherKey, otherValue));
    }

    Sample with(String otherKey, String otherValue) {
      Map<String, String> more = new HashMap<>(company);
      more.put(otherKey, otherValue);
      return new Sample(key, value, more, needs);
    }

    Map<String, String> without() {
      Map<String, String> options = new HashMap<>(MINIMUM);
      options.putAll(company);
      options.values().removeIf(given -> given == null);
      return options;
    }

    Map<String, String> options() {
      Map<String, String> options = without();
      options.put(key, value);
      options.putAll(needs);
      return options;
    }

    @Override
    public String toString() {
      return key;
    }
  }

  static Stream<Sample> samples() {
    return Stream.of(
        Sample.of("hosts", "two:9042"),
        Sample.of("port", "9999").with("hosts", "one"),
        Sample.of("keyspace", "other"),
        Sample.of("table", "other"),
        Sample.of("local-datacenter", "west"),
        Sample.of("dialect", "cosmos"),
        Sample.of("username", "ann").with("username", "bob").with("password", PASSWORD),
        Sample.of("password", PASSWORD).with("username", "bob").with("password", "other"),
        Sample.of("password-file", "/run/secrets/own")
            .with("username", "bob")
            .with("password-file", "/run/secrets/other"),
        Sample.of("password-supplier", "org.example.Tokens")
            .with("username", "bob")
            .with("password-supplier", "org.example.Others"),
        Sample.of("ssl.enabled", "true"),
        Sample.of("ssl.truststore.path", "trust.p12").with("ssl.enabled", "true"),
        Sample.of("ssl.truststore.password", PASSWORD)
            .with("ssl.enabled", "true")
            .with("ssl.truststore.path", "trust.p12"),
        Sample.of("ssl.keystore.path", "own.p12").with("ssl.enabled", "true"),
        Sample.of("ssl.keystore.password", PASSWORD)
            .with("ssl.enabled", "true")
            .with("ssl.keystore.path", "own.p12"),
        Sample.of("ssl.hostname-verification", "false").with("ssl.enabled", "true"),
        Sample.of("secure-connect-bundle", "other.zip")
            .with("secure-connect-bundle", "one.zip")
            .with("hosts", null),
        Sample.of("connection.pool-size", "7"),
        Sample.of("connection.timeout", "7 s"),
        Sample.of("request.timeout", "7 s"),
        Sample.of("connection.compression", "lz4"),
        Sample.of("connection.heartbeat-interval", "7 s"),
        Sample.of("consistency-level", "one"),
        Sample.of("sink.delivery-guarantee", "none"),
        Sample.of("sink.id", "orders"),
        Sample.of("sink.distribution", "primary-key"),
        Sample.of("sink.ttl", "7 d"),
        Sample.of("sink.ignore-null-value", "true"),
        Sample.of("sink.buffer.size", "7 mb"),
        Sample.of("sink.max-in-flight-requests", "7"),
        Sample.of("sink.batch.grouping", "partition"),
        Sample.of("sink.batch.max-rows", "7"),
        Sample.of("sink.batch.max-size", "7 kb"),
        Sample.of("sink.retry.timeout", "7 min"),
        Sample.of("sink.retry.initial-backoff", "7 ms"),
        Sample.of("sink.retry.max-backoff", "7 s"),
        Sample.of("sink.rate-limit.rows-per-second", "7.5"),
        Sample.of("sink.rate-limit.request-units-per-second", "400").with("dialect", "cosmos"),
        Sample.of("sink.on-row-error", "skip"),
        Sample.of("sink.committer.keyspace", "books"),
        Sample.of("sink.committer.table-prefix", "staged"),
        Sample.of("sink.committer.create-tables", "false"),
        Sample.of("sink.committer.create-tables.options", "cosmosdb_provisioned_throughput=4000"),
        Sample.of("sink.committer.retention", "7 d"),
        Sample.of("sink.committer.chunk-size", "7 kb"),
        Sample.of("sink.committer.consistency-level", "all"),
        Sample.of("sink.committer.on-missing-transaction", "skip"),
        Sample.of("sink.max-staged-ahead", "7 mb"),
        Sample.of("sink.create-table", "true"),
        Sample.of("sink.create-table.partition-key", "id, day").with("sink.create-table", "true"),
        Sample.of("sink.create-table.options", "default_time_to_live = 7")
            .with("sink.create-table", "true"),
        Sample.of("sink.parallelism", "7"),
        Sample.of("driver.advanced.reconnection-policy.max-delay", "7 s"));
  }

  static Stream<Sample> samplesOfSources() {
    return Stream.of(
        Sample.of("scan.consistency-level", "one"),
        Sample.of("scan.page-size", "7 kb"),
        Sample.of("scan.buffer-size", "7 mb"),
        Sample.of("scan.split-size", "7 mb"),
        Sample.of("scan.allow-filtering", "false"),
        Sample.of("scan.max-in-flight-requests", "7"),
        Sample.of("scan.retry.timeout", "7 min"),
        Sample.of("scan.rate-limit.rows-per-second", "7.5"),
        Sample.of("scan.rate-limit.request-units-per-second", "400").with("dialect", "cosmos"),
        Sample.of("scan.parallelism", "7"),
        Sample.of("lookup.async", "false"),
        Sample.of("lookup.consistency-level", "one"),
        Sample.of("lookup.max-in-flight-requests", "7"),
        Sample.of("lookup.retry.timeout", "7 min"),
        Sample.of("lookup.rate-limit.rows-per-second", "7.5"),
        Sample.of("lookup.rate-limit.request-units-per-second", "400").with("dialect", "cosmos"),
        Sample.of("lookup.cache", "PARTIAL").needing("lookup.partial-cache.max-rows", "7"),
        partialCache("lookup.partial-cache.max-rows", "7"),
        partialCache("lookup.partial-cache.expire-after-write", "7 min"),
        partialCache("lookup.partial-cache.expire-after-access", "7 min"),
        partialCache("lookup.partial-cache.cache-missing-key", "false"),
        timedCache("lookup.full-cache.reload-strategy", "PERIODIC"),
        timedCache("lookup.full-cache.timed-reload.iso-time", "07:00"),
        timedCache("lookup.full-cache.timed-reload.interval-in-days", "7"),
        timedCache("lookup.full-cache.periodic-reload.interval", "7 min"),
        timedCache("lookup.full-cache.periodic-reload.schedule-mode", "FIXED_RATE"));
  }

  private static Sample partialCache(String key, String value) {
    return Sample.of(key, value)
        .with("lookup.cache", "PARTIAL")
        .with("lookup.partial-cache.max-rows", "70");
  }

  private static Sample timedCache(String key, String value) {
    return Sample.of(key, value)
        .with("lookup.cache", "FULL")
        .with("lookup.full-cache.reload-strategy", "TIMED")
        .with("lookup.full-cache.timed-reload.iso-time", "03:00")
        .with("lookup.full-cache.periodic-reload.interval", "1 h");
  }

  @ParameterizedTest
  @MethodSource("samplesOfSources")
  void optionTakesEffectOnReading(Sample sample) {
    assertThat(source(sample.options())).isNotEqualTo(source(sample.without()));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void optionTakesEffect(Sample sample) {
    assertThat(sink(sample.options())).isNotEqualTo(sink(sample.without()));
  }

  @Test
  void everyDeclaredOptionHasASample() {
    Set<String> sampled =
        Stream.concat(samples(), samplesOfSources()).map(Sample::key).collect(Collectors.toSet());

    assertThat(sampled)
        .containsAll(DeclaredOptions.all().stream().map(DeclaredOptions.Declared::key).toList())
        .contains(FactoryUtil.SINK_PARALLELISM.key(), FactoryUtil.SOURCE_PARALLELISM.key());
  }

  @Test
  void equalOptionsMakeEqualSources() {
    assertThat(source(MINIMUM)).isEqualTo(source(MINIMUM)).hasSameHashCodeAs(source(MINIMUM));
    assertThat(source(MINIMUM).copy()).isEqualTo(source(MINIMUM));
  }

  @Test
  void equalOptionsMakeEqualSinks() {
    assertThat(sink(MINIMUM)).isEqualTo(sink(MINIMUM)).hasSameHashCodeAs(sink(MINIMUM));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void noPasswordShows(Sample sample) {
    TableSinkConfig config = config(sink(sample.options()));

    assertThat(config.toString()).doesNotContain(PASSWORD);
    assertThat(config.sinkSettings().toString()).doesNotContain(PASSWORD);
    assertThat(sink(sample.options()).asSummaryString()).doesNotContain(PASSWORD);
  }

  @Test
  void secretsOfTheDriverDoNotShow() {
    Map<String, String> options =
        with("driver.advanced.ssl-engine-factory.keystore-password", PASSWORD);

    assertThat(config(sink(options)).toString()).doesNotContain(PASSWORD);
  }

  @Test
  void optionsOfTheDriverReachTheDriver() {
    Map<String, String> options = with("driver.advanced.reconnection-policy.max-delay", "7 s");

    assertThat(settings(sink(options)).connection().driverOptions().values())
        .isEqualTo(Map.of("advanced.reconnection-policy.max-delay", "7 s"));
  }

  @Test
  void parallelismReachesTheJob() {
    Map<String, String> options = with("sink.parallelism", "7");

    assertThat(provider(sink(options)).getParallelism()).hasValue(7);
    assertThat(provider(sink(MINIMUM)).getParallelism()).isEmpty();
  }

  @Test
  void sinkIsKnownByTheFullNameOfItsTable() {
    assertThat(settings(sink(MINIMUM)).commit().sink())
        .isEqualTo(FactoryMocks.IDENTIFIER.asSummaryString());
  }

  @Test
  void copyIsEqualWhateverThePlannerAskedFor() {
    CassandraDynamicTableSink sink = sink(MINIMUM);
    sink.getChangelogMode(ChangelogMode.insertOnly());
    sink.applyWritableMetadata(
        List.of("writetime", "ttl"),
        DataTypes.ROW(
            DataTypes.INT(),
            DataTypes.DATE(),
            DataTypes.STRING(),
            DataTypes.TIMESTAMP_LTZ(6),
            DataTypes.INT()));

    assertThat(sink.copy()).isEqualTo(sink).isNotEqualTo(sink(MINIMUM));
    assertThat(settings((CassandraDynamicTableSink) sink.copy())).isEqualTo(settings(sink));
  }

  @Test
  void copyGoesItsOwnWay() {
    CassandraDynamicTableSink sink = sink(MINIMUM);
    DynamicTableSink copy = sink.copy();

    sink.applyWritableMetadata(
        List.of("ttl"),
        DataTypes.ROW(DataTypes.INT(), DataTypes.DATE(), DataTypes.STRING(), DataTypes.INT()));

    assertThat(copy).isEqualTo(sink(MINIMUM)).isNotEqualTo(sink);
  }

  @Test
  void metadataColumnsFollowThePhysicalOnesInTheOrderOfThePlanner() {
    CassandraDynamicTableSink sink = sink(MINIMUM);

    sink.applyWritableMetadata(
        List.of("writetime", "ttl"),
        DataTypes.ROW(
            DataTypes.INT(),
            DataTypes.DATE(),
            DataTypes.STRING(),
            DataTypes.TIMESTAMP_LTZ(6),
            DataTypes.INT()));

    assertThat(settings(sink).writetimeField()).isEqualTo(3);
    assertThat(settings(sink).ttlField()).isEqualTo(4);
    assertThat(settings(sink(MINIMUM)).writetimeField()).isNull();
  }

  @Test
  void onlyTheColumnsOfThePartialInsertAreWritten() {
    TableSinkConfig config = config(sink(MINIMUM)).withTargetColumns(List.of(0, 1));

    assertThat(config.sinkSettings().intent().columns()).containsExactly("id", "day");
    assertThat(settings(sink(MINIMUM)).intent().columns()).containsExactly("id", "day", "name");
  }

  @Test
  void columnsOfThePartialInsertAreCountedAmongAllThatAreDeclared() {
    ResolvedSchema schema =
        new ResolvedSchema(
            List.of(
                Column.metadata("life", DataTypes.INT(), "ttl", false),
                Column.physical("id", DataTypes.INT().notNull()),
                Column.physical("name", DataTypes.STRING()),
                Column.metadata("at", DataTypes.TIMESTAMP_LTZ(6), "writetime", false),
                Column.physical("price", DataTypes.INT())),
            List.of(),
            UniqueConstraint.primaryKey("key", List.of("id")),
            List.of());
    CassandraDynamicTableSink sink =
        (CassandraDynamicTableSink) FactoryMocks.createTableSink(schema, MINIMUM);

    assertThat(config(sink).withTargetColumns(List.of(0, 1, 4)).sinkSettings().intent().columns())
        .containsExactly("id", "price");
  }

  @Test
  void rowsBeforeAnUpdateAreNotAskedFor() {
    assertThat(sink(MINIMUM).getChangelogMode(ChangelogMode.all()))
        .isEqualTo(ChangelogMode.upsert(false));
    assertThat(sink(MINIMUM).getChangelogMode(ChangelogMode.insertOnly()))
        .isEqualTo(ChangelogMode.insertOnly());
    assertThat(sink(MINIMUM).getChangelogMode(ChangelogMode.all()).getContainedKinds())
        .containsExactlyInAnyOrder(RowKind.INSERT, RowKind.UPDATE_AFTER, RowKind.DELETE);
  }

  @Test
  void changesOfTheQueryAreThoseThatThePlannerAsksForFirst() {
    assertThat(changes(false, ChangelogMode.insertOnly(), ChangelogMode.all()))
        .isEqualTo(WriteIntent.Changes.INSERTS);
    assertThat(changes(false, ChangelogMode.all())).isEqualTo(WriteIntent.Changes.ALL);
  }

  @Test
  void changesOfAQueryAreUnknownIfThePlannerDoesNotAsk() {
    assertThat(changes(false)).isEqualTo(WriteIntent.Changes.UNKNOWN);
  }

  @Test
  void batchJobsOnlyInsert() {
    assertThat(changes(true)).isEqualTo(WriteIntent.Changes.INSERTS);
  }

  private static WriteIntent.Changes changes(boolean batch, ChangelogMode... requested) {
    CassandraDynamicTableSink sink = sink(MINIMUM);
    for (ChangelogMode mode : requested) {
      sink.getChangelogMode(mode);
    }
    return sink.planned(new PlannerContext(batch)).sinkSettings().intent().changes();
  }

  private static TableSinkConfig config(CassandraDynamicTableSink sink) {
    return sink.config();
  }

  private static SinkSettings settings(CassandraDynamicTableSink sink) {
    return config(sink).sinkSettings();
  }

  private static SinkV2Provider provider(CassandraDynamicTableSink sink) {
    return (SinkV2Provider) sink.getSinkRuntimeProvider(new PlannerContext(false));
  }

  /** The planner, as far as the sink asks it. */
  private record PlannerContext(boolean isBounded) implements DynamicTableSink.Context {

    @Override
    public <T> TypeInformation<T> createTypeInformation(DataType consumedDataType) {
      throw new UnsupportedOperationException();
    }

    @Override
    public <T> TypeInformation<T> createTypeInformation(LogicalType consumedLogicalType) {
      throw new UnsupportedOperationException();
    }

    @Override
    public DynamicTableSink.DataStructureConverter createDataStructureConverter(
        DataType consumedDataType) {
      throw new UnsupportedOperationException();
    }

    @Override
    @SuppressWarnings("deprecation") // it is what the sink asks, for the sake of older Flinks
    public Optional<int[][]> getTargetColumns() {
      return Optional.empty();
    }
  }
}
