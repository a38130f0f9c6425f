package io.cosmoscassandra.embedded.cosmos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.UnsupportedProtocolVersionException;
import com.datastax.oss.driver.api.core.auth.AuthenticationException;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import com.datastax.oss.driver.api.core.servererrors.OverloadedException;
import com.datastax.oss.driver.api.core.servererrors.ServerError;
import com.datastax.oss.driver.api.core.servererrors.WriteFailureException;
import com.datastax.oss.driver.api.core.ssl.ProgrammaticSslEngineFactory;
import io.cosmoscassandra.embedded.Await;
import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.embedded.CassandraNode;
import io.cosmoscassandra.embedded.FastDriver;
import io.cosmoscassandra.embedded.TlsFiles;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CosmosStandInIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Behaviour BEHAVIOUR =
      Behaviour.USUAL.withConflicts(0).withDdlDelay(Duration.ofMillis(300)).withThroughput(100_000);

  @RegisterExtension static final CassandraExtension cassandra = CassandraExtension.singleNode();

  private CosmosStandIn standIn;
  private String keyspace;
  private CqlSession session;

  @BeforeEach
  void start() {
    keyspace = cassandra.createKeyspace();
    start(BEHAVIOUR, Account.of("shop", "key"));
  }

  private void start(Behaviour behaviour, Account account) {
    close();
    standIn =
        CosmosStandIn.inFrontOf(cassandra.contactPoint())
            .account(account)
            .behaviour(behaviour)
            .start();
    session = connect(standIn.account().key(), "V4");
  }

  @AfterEach
  void close() {
    if (session != null) {
      session.close();
    }
    if (standIn != null) {
      standIn.close();
    }
  }

  private CqlSession connect(String key, String version) {
    return CqlSession.builder()
        .withConfigLoader(
            FastDriver.settings()
                .withString(DefaultDriverOption.PROTOCOL_VERSION, version)
                .withBoolean(DefaultDriverOption.METADATA_TOKEN_MAP_ENABLED, false)
                .build())
        .withLocalDatacenter(CassandraNode.DATACENTER)
        .addContactPoint(InetSocketAddress.createUnresolved("localhost", standIn.port()))
        .withAuthCredentials(standIn.account().name(), key)
        .withSslEngineFactory(
            new ProgrammaticSslEngineFactory(
                TlsFiles.ofThisJvm().clientContextWithoutCertificate(), null, true))
        .build();
  }

  private String createTable() {
    String table = keyspace + ".t";
    session.execute("CREATE TABLE %s (id int PRIMARY KEY, data blob)".formatted(table));
    awaitTable(table);
    return table;
  }

  private void awaitTable(String table) {
    Await.until(
        () -> {
          try {
            session.execute("SELECT * FROM " + table);
            return true;
          } catch (InvalidQueryException e) {
            return false;
          }
        },
        PATIENCE,
        () -> table + " is not known");
  }

  // ---------------------------------------------------------------- connecting

  @Test
  void wrongKeyIsRefused() {
    assertThatThrownBy(() -> connect("wrong", "V4"))
        .isInstanceOf(AllNodesFailedException.class)
        .satisfies(
            e ->
                assertThat(((AllNodesFailedException) e).getAllErrors().values())
                    .allSatisfy(
                        errors ->
                            assertThat(errors)
                                .hasOnlyElementsOfType(AuthenticationException.class)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"V3", "V5"})
  void onlyVersion4IsSpoken(String version) {
    assertThatThrownBy(() -> connect("key", version))
        .isInstanceOfAny(UnsupportedProtocolVersionException.class, AllNodesFailedException.class);
  }

  @Test
  void silentConnectionsAreCut() {
    start(BEHAVIOUR.withIdleLimit(Duration.ofMillis(200)), Account.of("shop", "key"));
    Await.until(() -> standIn.connections() == 0, PATIENCE, () -> "idle connections are not cut");
  }

  // ---------------------------------------------------------------- request units

  @Test
  void answersTellTheirPrice() {
    String table = createTable();
    PreparedStatement insert =
        session.prepare("INSERT INTO " + table + " (id, data) VALUES (?, ?)");

    assertThat(charge(session.execute(insert.bind(1, ByteBuffer.allocate(10))))).isEqualTo(5);
    assertThat(charge(session.execute(insert.bind(2, ByteBuffer.allocate(3_000))))).isEqualTo(15);
    assertThat(charge(session.execute("SELECT * FROM " + table))).isEqualTo(4);
    assertThat(standIn.history(keyspace, "t").units()).isGreaterThanOrEqualTo(24);
  }

  @Test
  void whoWantsMoreThanABudgetIsTurnedAway() {
    String table = createTable();
    standIn.setThroughput(keyspace, "t", 20);
    PreparedStatement insert = session.prepare("INSERT INTO " + table + " (id) VALUES (?)");

    assertThatThrownBy(
            () -> {
              // Ten rows a second would be allowed at most, in whichever second they fall.
              for (int i = 0; i < 1_000; i++) {
                session.execute(insert.bind(i));
              }
            })
        .isInstanceOf(OverloadedException.class)
        .hasMessageContaining("Request rate is large")
        .hasMessageMatching("(?s).*RetryAfterMs=\\d{1,4},.*");
    assertThat(standIn.history(keyspace, "t").throttled()).isEqualTo(1);
  }

  @Test
  void throughputIsSetInCql() {
    session.execute(
        "CREATE TABLE %s.u (id int PRIMARY KEY) WITH cosmosdb_provisioned_throughput=400 AND compaction = {'class': 'LeveledCompactionStrategy'} AND gc_grace_seconds = 0"
            .formatted(keyspace));
    awaitTable(keyspace + ".u");
    assertThat(lastBudget("u")).isEqualTo(400);

    session.execute(
        "ALTER TABLE %s.u WITH cosmosdb_provisioned_throughput=4000".formatted(keyspace));
    session.execute("SELECT * FROM %s.u".formatted(keyspace));

    assertThat(lastBudget("u")).isEqualTo(4_000);
  }

  private double lastBudget(String table) {
    return standIn.history(keyspace, table).seconds().stream()
        .reduce((first, second) -> second)
        .orElseThrow()
        .budget();
  }

  private static double charge(ResultSet result) {
    return result.getExecutionInfo().getIncomingPayload().get("RequestCharge").getDouble(0);
  }

  // ---------------------------------------------------------------- restrictions

  static Stream<Arguments> forbidden() {
    return Stream.of(
        Arguments.of("SELECT DISTINCT id FROM %s", "SELECT DISTINCT is not supported"),
        Arguments.of("SELECT * FROM %1$s WHERE token(id) > token(1)", "token() on the right"),
        Arguments.of("CREATE ROLE r", "roles is not supported"),
        Arguments.of("ALTER TYPE x ADD y int", "ALTER TYPE is not supported"),
        Arguments.of("CREATE TABLE %s2 (id int PRIMARY KEY, d duration)", "Types duration"),
        Arguments.of(
            "CREATE TABLE %s2 (id int PRIMARY KEY) WITH gc_grace_seconds = 10",
            "gc_grace_seconds value must be zero"),
        Arguments.of(
            "CREATE TABLE %s2 (id int PRIMARY KEY) WITH cosmosdb_provisioned_throughput=399",
            "at least 400"),
        Arguments.of(
            "ALTER TABLE %s WITH cosmosdb_cell_level_timestamp=true",
            "can only be set when a table is created"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forbidden")
  void whatTheServiceLacksIsRefused(String cql, String message) {
    String table = createTable();
    assertThatThrownBy(() -> session.execute(cql.formatted(table))).hasMessageContaining(message);
  }

  @Test
  void readsAtAQuorumNeedAStrongAccount() {
    SimpleStatement read =
        SimpleStatement.newInstance("SELECT * FROM " + createTable())
            .setConsistencyLevel(ConsistencyLevel.LOCAL_QUORUM);
    assertThatThrownBy(() -> session.execute(read))
        .hasMessageContaining("Consistency level LOCAL_QUORUM is not allowed");

    start(BEHAVIOUR, Account.of("shop", "key").with(AccountConsistency.STRONG));
    assertThat(session.execute(read).all()).isEmpty();
  }

  @Test
  void writesHaveTheLevelOfTheAccountWhateverTheyAskFor() {
    String insert = "INSERT INTO %s (id) VALUES (1)".formatted(createTable());
    session.execute(
        SimpleStatement.newInstance(insert).setConsistencyLevel(ConsistencyLevel.THREE));
  }

  @Test
  void conditionsNeedASingleWriteRegion() {
    String insert = "INSERT INTO %s (id) VALUES (1) IF NOT EXISTS".formatted(createTable());
    assertThat(session.execute(insert).wasApplied()).isTrue();

    start(BEHAVIOUR, Account.of("shop", "key").withMultiRegionWrites());
    assertThatThrownBy(() -> session.execute(insert))
        .hasMessageContaining("not supported for accounts with multiple write regions");
  }

  @Test
  void batchesAreOfOnePartitionAndHaveNoLog() {
    String table = createTable();
    PreparedStatement insert = session.prepare("INSERT INTO " + table + " (id) VALUES (?)");

    assertThatThrownBy(
            () -> session.execute(BatchStatement.newInstance(BatchType.LOGGED, insert.bind(1))))
        .isInstanceOf(ServerError.class)
        .hasMessageContaining("Logged batches are not supported by the service yet.");
    assertThatThrownBy(
            () ->
                session.execute(
                    BatchStatement.newInstance(BatchType.UNLOGGED, insert.bind(1), insert.bind(2))))
        .hasMessageContaining("Batches of more than one partition");
    session.execute(BatchStatement.newInstance(BatchType.UNLOGGED, insert.bind(1), insert.bind(1)));
  }

  @Test
  void rowsOfMoreThanTwoMegabytesAreRefused() {
    String table = createTable();
    PreparedStatement insert =
        session.prepare("INSERT INTO " + table + " (id, data) VALUES (?, ?)");
    assertThatThrownBy(() -> session.execute(insert.bind(1, ByteBuffer.allocate(2_200_000))))
        .isInstanceOf(WriteFailureException.class);
  }

  @Test
  void someWritesAreToldToComeAgain() {
    String table = createTable();
    start(BEHAVIOUR.withConflicts(1), Account.of("shop", "key"));
    assertThatThrownBy(() -> session.execute("INSERT INTO %s (id) VALUES (1)".formatted(table)))
        .isInstanceOf(WriteFailureException.class);
  }

  @Test
  void newTableIsUnknownForAWhile() {
    start(BEHAVIOUR.withDdlDelay(Duration.ofHours(1)), Account.of("shop", "key"));
    session.execute("CREATE TABLE %s.late (id int PRIMARY KEY)".formatted(keyspace));
    assertThatThrownBy(() -> session.execute("SELECT * FROM %s.late".formatted(keyspace)))
        .hasMessageContaining("unconfigured table late");
  }

  @Test
  void staleReadFindsNothing() {
    String table = createTable();
    session.execute("INSERT INTO %s (id) VALUES (1)".formatted(table));
    start(BEHAVIOUR.withStaleReads(1), Account.of("shop", "key"));
    PreparedStatement read = session.prepare("SELECT id FROM " + table + " WHERE id = ?");
    assertThat(session.execute(read.bind(1)).one()).isNull();
  }

  @Test
  void requestsCanBeTurnedAwayAtRandom() {
    String table = createTable();
    standIn.throttle(Throttling.randomly(1, 1, 10, 10));
    assertThatThrownBy(() -> session.execute("INSERT INTO %s (id) VALUES (1)".formatted(table)))
        .isInstanceOf(OverloadedException.class)
        .hasMessageContaining("RetryAfterMs=10,");
  }
}
