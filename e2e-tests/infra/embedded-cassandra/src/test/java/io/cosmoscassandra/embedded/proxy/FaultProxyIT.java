package io.cosmoscassandra.embedded.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultProtocolVersion;
import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.ProtocolVersion;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.connection.ClosedConnectionException;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.servererrors.OverloadedException;
import com.datastax.oss.driver.api.core.servererrors.UnavailableException;
import com.datastax.oss.driver.api.core.servererrors.WriteFailureException;
import com.datastax.oss.driver.api.core.servererrors.WriteTimeoutException;
import com.datastax.oss.driver.api.core.servererrors.WriteType;
import io.cosmoscassandra.embedded.Await;
import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.embedded.FastDriver;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each fault on the ways in which client and node may speak in plain text. */
@ParameterizedClass
@MethodSource("connections")
class FaultProxyIT {

  @RegisterExtension static final CassandraExtension cassandra = CassandraExtension.singleNode();

  private static final Duration IMPATIENT = Duration.ofMillis(500);

  private final DefaultProtocolVersion version;
  private final String compression;

  private FaultProxy proxy;
  private CqlSession session;
  private String table;
  private PreparedStatement insert;

  FaultProxyIT(DefaultProtocolVersion version, String compression) {
    this.version = version;
    this.compression = compression;
  }

  static Stream<Arguments> connections() {
    return Stream.of(
        arguments(DefaultProtocolVersion.V4, "none"),
        arguments(DefaultProtocolVersion.V5, "none"),
        arguments(DefaultProtocolVersion.V5, "lz4"));
  }

  @BeforeEach
  void connectThroughProxy() {
    table = cassandra.createKeyspace() + ".t";
    cassandra.session().execute("CREATE TABLE " + table + " (id int PRIMARY KEY, data blob)");
    proxy = FaultProxy.inFrontOf(cassandra.node());
    session =
        FastDriver.session()
            .withConfigLoader(
                FastDriver.settings()
                    .withString(DefaultDriverOption.PROTOCOL_VERSION, version.name())
                    .withString(DefaultDriverOption.PROTOCOL_COMPRESSION, compression)
                    .build())
            .addContactPoint(proxy.contactPoint())
            .build();
    insert = session.prepare("INSERT INTO " + table + " (id) VALUES (?)");
  }

  @AfterEach
  void close() throws InterruptedException {
    session.close();
    proxy.close();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().startsWith("fault-proxy-")) {
        // An executor has ended a moment before its last thread has.
        thread.join(10_000);
        assertThat(thread.isAlive()).as("%s is alive", thread).isFalse();
      }
    }
  }

  @Test
  void withoutPolicyEverythingPasses() {
    session.execute(row(1));
    assertThat(storedRows()).isEqualTo(1);
    assertThat(proxy.count(Action.FORWARDED)).isEqualTo(1);
  }

  @Test
  void clientsAndNodesSpeakTheirHighestVersion() {
    try (CqlSession unsettled = proxy.connect()) {
      assertThat(unsettled.getContext().getProtocolVersion()).isEqualTo(ProtocolVersion.V5);
    }
  }

  /** Segments hold 128 KB, so some of these need one for themselves and others need several. */
  @Test
  void rowsOfAnySizePassInBothDirections() {
    PreparedStatement write = session.prepare("INSERT INTO " + table + " (id, data) VALUES (?, ?)");
    Random random = new Random(3);
    List<ByteBuffer> written = new ArrayList<>();
    List<CompletionStage<AsyncResultSet>> answers = new ArrayList<>();
    for (int size : new int[] {0, 1, 130_000, 131_071, 131_072, 500, 1_000_000, 2_500_000}) {
      byte[] data = new byte[size];
      random.nextBytes(data);
      answers.add(session.executeAsync(write.bind(written.size(), ByteBuffer.wrap(data))));
      written.add(ByteBuffer.wrap(data));
    }
    answers.forEach(answer -> answer.toCompletableFuture().join());

    PreparedStatement read = session.prepare("SELECT data FROM " + table + " WHERE id = ?");
    for (int id = 0; id < written.size(); id++) {
      Row row = session.execute(read.bind(id)).one();
      assertThat(row.getByteBuffer(0)).isEqualTo(written.get(id));
    }
    Map<Integer, ByteBuffer> all = new HashMap<>();
    session
        .execute("SELECT id, data FROM " + table)
        .forEach(row -> all.put(row.getInt(0), row.getByteBuffer(1)));
    assertThat(all).hasSameSizeAs(written);
    all.forEach((id, data) -> assertThat(data).isEqualTo(written.get(id)));
  }

  @Test
  void overloadedComesWithItsText() {
    proxy.setPolicy(FaultPolicy.inTurn(RequestFault.cosmosThrottled(Duration.ofMillis(42))));
    assertThatThrownBy(() -> session.execute(row(1)))
        .isInstanceOf(OverloadedException.class)
        .hasMessageContaining("RetryAfterMs=42");
    assertThat(storedRows()).isZero();

    session.execute(row(1));
    assertThat(storedRows()).isEqualTo(1);
    assertThat(proxy.counts())
        .containsEntry(Action.ANSWERED, 1L)
        .containsEntry(Action.FORWARDED, 1L);
  }

  @Test
  void errorsCarryTheirDetails() {
    proxy.setPolicy(
        FaultPolicy.inTurn(
            RequestFault.answer(ErrorCode.WRITE_TIMEOUT, ""),
            RequestFault.answer(ErrorCode.WRITE_FAILURE, ""),
            RequestFault.answer(ErrorCode.UNAVAILABLE, "")));
    assertThatThrownBy(() -> session.execute(batch(1, 2)))
        .isInstanceOfSatisfying(
            WriteTimeoutException.class,
            e -> assertThat(e.getWriteType()).isEqualTo(WriteType.UNLOGGED_BATCH));
    assertThatThrownBy(() -> session.execute(row(1)))
        .isInstanceOfSatisfying(
            WriteFailureException.class,
            e -> {
              assertThat(e.getWriteType()).isEqualTo(WriteType.SIMPLE);
              assertThat(e.getNumFailures()).isEqualTo(1);
              assertThat(e.getReasonMap()).hasSize(version == DefaultProtocolVersion.V5 ? 1 : 0);
            });
    // This one makes the driver try the next node, of which there is none.
    assertThatThrownBy(() -> session.execute(row(1)))
        .isInstanceOfSatisfying(
            AllNodesFailedException.class,
            e ->
                assertThat(e.getAllErrors().values().iterator().next())
                    .hasOnlyElementsOfType(UnavailableException.class));
  }

  @Test
  void driverPreparesAgainWhenToldThatAStatementIsUnknown() {
    proxy.setPolicy(FaultPolicy.inTurn(RequestFault.answer(ErrorCode.UNPREPARED, "")));
    session.execute(row(1));
    assertThat(storedRows()).isEqualTo(1);
    assertThat(proxy.count(Action.ANSWERED)).isEqualTo(1);
  }

  @Test
  void errorInPlaceOfTheResponseHidesAWrittenRow() {
    proxy.setPolicy(FaultPolicy.inTurn(RequestFault.answerAfterwards(ErrorCode.WRITE_TIMEOUT, "")));
    assertThatThrownBy(() -> session.execute(row(1))).isInstanceOf(WriteTimeoutException.class);
    assertThat(storedRows()).isEqualTo(1);
    assertThat(proxy.count(Action.ANSWERED_AFTERWARDS)).isEqualTo(1);
  }

  @Test
  void droppedRequestIsNeitherAnsweredNorWritten() {
    proxy.setPolicy(FaultPolicy.inTurn(RequestFault.dropRequest()));
    assertThatThrownBy(() -> session.execute(row(1).setTimeout(IMPATIENT)))
        .isInstanceOf(DriverTimeoutException.class);
    assertThat(storedRows()).isZero();
    assertThat(proxy.count(Action.REQUEST_DROPPED)).isEqualTo(1);
  }

  @Test
  void droppedResponseHidesAWrittenRow() {
    proxy.setPolicy(FaultPolicy.inTurn(RequestFault.dropResponse()));
    assertThatThrownBy(() -> session.execute(row(1).setTimeout(IMPATIENT)))
        .isInstanceOf(DriverTimeoutException.class);
    Await.until(
        () -> proxy.count(Action.RESPONSE_DROPPED) == 1,
        Duration.ofSeconds(20),
        () -> "no response was dropped");
    assertThat(storedRows()).isEqualTo(1);
  }

  @Test
  void cutConnectionLosesTheRequest() {
    proxy.setPolicy(FaultPolicy.inTurn(RequestFault.cut()));
    assertThatThrownBy(() -> session.execute(row(1).setIdempotent(false)))
        .isInstanceOf(ClosedConnectionException.class);
    assertThat(storedRows()).isZero();
    assertThat(proxy.count(Action.CUT)).isEqualTo(1);
  }

  @Test
  void connectionCutAfterwardsHidesAWrittenRow() {
    proxy.setPolicy(FaultPolicy.inTurn(RequestFault.cutAfterwards()));
    assertThatThrownBy(() -> session.execute(row(1).setIdempotent(false)))
        .isInstanceOf(ClosedConnectionException.class);
    assertThat(storedRows()).isEqualTo(1);
    assertThat(proxy.count(Action.CUT_AFTERWARDS)).isEqualTo(1);
  }

  @Test
  void delayedRequestDoesNotHoldUpOthers() {
    proxy.setPolicy(FaultPolicy.inTurn(RequestFault.delay(Duration.ofSeconds(2))));
    CompletionStage<AsyncResultSet> delayed = session.executeAsync(row(1));
    session.execute(row(2));
    assertThat(delayed.toCompletableFuture()).isNotDone();
    assertThat(storedRows()).isEqualTo(1);

    delayed.toCompletableFuture().join();
    assertThat(storedRows()).isEqualTo(2);
    assertThat(proxy.counts())
        .containsEntry(Action.DELAYED, 1L)
        .containsEntry(Action.FORWARDED, 2L);
  }

  @Test
  void policySeesStatements() {
    List<ClientRequest> seen = new ArrayList<>();
    proxy.setPolicy(
        request -> {
          seen.add(request);
          return RequestFault.forward();
        },
        Opcode.EXECUTE,
        Opcode.BATCH,
        Opcode.QUERY);
    session.execute(row(1));
    session.execute(batch(2, 3, 4));
    session.execute("SELECT id FROM " + table);

    assertThat(seen)
        .extracting(ClientRequest::opcode)
        .containsExactly(Opcode.EXECUTE, Opcode.BATCH, Opcode.QUERY);
    assertThat(seen).extracting(ClientRequest::statementCount).containsExactly(1, 3, 1);
    assertThat(seen).allMatch(request -> request.mentions(table));
    assertThat(seen).allMatch(request -> request.node().equals(cassandra.contactPoint()));
    assertThat(seen.get(1).queries()).containsExactly(insertCql(), insertCql(), insertCql());
    assertThat(seen).allMatch(request -> request.bodySize() > 0);
    assertThat(seen).allMatch(request -> request.protocolVersion() == version.getCode());
  }

  @Test
  void manyRequestsPassWithFaultsAmongThem() {
    proxy.setPolicy(FaultPolicy.randomly(0.1, 7, RequestFault.overloaded("too much")));
    List<CompletionStage<AsyncResultSet>> answers = new ArrayList<>();
    for (int id = 0; id < 1_000; id++) {
      answers.add(session.executeAsync(row(id)));
    }
    long failed =
        answers.stream()
            .map(CompletionStage::toCompletableFuture)
            .filter(answer -> answer.handle((rows, failure) -> failure != null).join())
            .count();
    assertThat(failed).isPositive().isEqualTo(proxy.count(Action.ANSWERED));
    assertThat(storedRows()).isEqualTo(1_000 - failed).isEqualTo(proxy.count(Action.FORWARDED));
  }

  private String insertCql() {
    return "INSERT INTO " + table + " (id) VALUES (?)";
  }

  private BoundStatement row(int id) {
    return insert.bind(id);
  }

  private BatchStatement batch(int... ids) {
    BatchStatement batch = BatchStatement.newInstance(BatchType.UNLOGGED);
    for (int id : ids) {
      batch = batch.add(row(id));
    }
    return batch;
  }

  private long storedRows() {
    return cassandra.session().execute("SELECT id FROM " + table).all().size();
  }
}
