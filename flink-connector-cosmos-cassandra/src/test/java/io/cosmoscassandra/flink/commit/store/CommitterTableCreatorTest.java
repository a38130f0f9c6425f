package io.cosmoscassandra.flink.commit.store;

import static com.datastax.oss.driver.api.core.type.DataTypes.BIGINT;
import static com.datastax.oss.driver.api.core.type.DataTypes.BLOB;
import static com.datastax.oss.driver.api.core.type.DataTypes.INT;
import static com.datastax.oss.driver.api.core.type.DataTypes.TEXT;
import static com.datastax.oss.driver.api.core.type.DataTypes.TIMESTAMP;
import static com.datastax.oss.driver.api.core.type.DataTypes.UUID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.datastax.oss.driver.api.core.metadata.Metadata;
import com.datastax.oss.driver.api.core.servererrors.UnauthorizedException;
import com.datastax.oss.driver.api.core.type.DataType;
import io.cosmoscassandra.flink.client.dialect.CassandraDialect;
import io.cosmoscassandra.flink.client.dialect.CosmosDialect;
import io.cosmoscassandra.flink.client.dialect.Dialect;
import io.cosmoscassandra.flink.kit.ManualClock;
import io.cosmoscassandra.flink.kit.Schemas;
import io.cosmoscassandra.flink.schema.SchemaSession;
import io.cosmoscassandra.flink.schema.TableCreationException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class CommitterTableCreatorTest {

  private static final CommitterTableNames NAMES = new CommitterTableNames("shop", "flink_sink");
  private static final Metadata EMPTY = Schemas.schema().keyspace("shop").build();

  private final FakeSession session = new FakeSession();

  private CommitterTableCreator creator(Dialect dialect, String options) {
    return creator(dialect, false, options);
  }

  private CommitterTableCreator creator(Dialect dialect, boolean transactional, String options) {
    return new CommitterTableCreator(
        session, NAMES, dialect, transactional, options, Duration.ofSeconds(30), new ManualClock());
  }

  private static Metadata both(DataType data) {
    return Schemas.schema()
        .keyspace(
            "shop",
            ks ->
                ks.table("flink_sink_chunks", chunks(data))
                    .table(
                        "flink_sink_progress",
                        t ->
                            t.partitionKey("sink_id", TEXT)
                                .clustering("run_id", UUID)
                                .clustering("register", TEXT)
                                .column("value", BIGINT)
                                .column("subtask", INT)
                                .column("parallelism", INT)
                                .column("checkpoint_id", BIGINT)
                                .column("rows", BIGINT)
                                .column("written_at", TIMESTAMP)
                                .column("comment", TEXT)))
        .build();
  }

  private static UnaryOperator<Schemas.Table> chunks(DataType data) {
    return t ->
        t.partitionKey("run_id", UUID)
            .partitionKey("seq", BIGINT)
            .partitionKey("bucket", INT)
            .clustering("chunk", INT)
            .column("data", data);
  }

  @Test
  void createsBothTablesAndWaitsUntilTheyAreRead() throws Exception {
    session.metadata = EMPTY;
    session.afterFirst =
        Schemas.schema()
            .keyspace("shop", ks -> ks.table("flink_sink_chunks", chunks(BLOB)))
            .build();
    session.refreshed = both(BLOB);
    CommitterTableCreator creator = creator(new CassandraDialect(), "");
    creator.create();
    assertThat(session.executed).hasSize(4).containsSubsequence(creator.cql());
    assertThat(creator.cql().get(0))
        .isEqualTo(
            """
            CREATE TABLE IF NOT EXISTS shop.flink_sink_chunks (
              run_id uuid,
              seq bigint,
              bucket int,
              chunk int,
              data blob,
              PRIMARY KEY ((run_id, seq, bucket), chunk)
            ) WITH gc_grace_seconds = 10800 AND compaction = {'class': 'SizeTieredCompactionStrategy', 'unchecked_tombstone_compaction': 'true', 'tombstone_compaction_interval': '10800'} AND compression = {'enabled': 'false'}\
            """);
    assertThat(creator.cql().get(1))
        .contains("PRIMARY KEY ((sink_id), run_id, register)")
        .endsWith(") WITH gc_grace_seconds = 10800");
  }

  @Test
  void theUsersOptionsAreAppendedOrReplace() {
    assertThat(creator(new CosmosDialect(), "cosmosdb_provisioned_throughput = 4000").cql())
        .allSatisfy(
            cql ->
                assertThat(cql)
                    .endsWith(
                        "WITH gc_grace_seconds = 0 AND cosmosdb_provisioned_throughput = 4000"));
    assertThat(
            creator(
                    new CassandraDialect(),
                    "Compaction = {'class': 'LeveledCompactionStrategy'} AND gc_grace_seconds=60")
                .cql()
                .get(0))
        .endsWith(
            "WITH compression = {'enabled': 'false'} AND Compaction = {'class':"
                + " 'LeveledCompactionStrategy'} AND gc_grace_seconds=60");
  }

  @Test
  void tablesAreNotTransactionalUnlessTheUserSaysSo() {
    assertThat(creator(new CassandraDialect(), true, "").cql())
        .allSatisfy(cql -> assertThat(cql).endsWith(" AND transactional_mode = 'off'"));
    assertThat(creator(new CassandraDialect(), true, "transactional_mode = 'full'").cql())
        .allSatisfy(cql -> assertThat(cql).endsWith("= 'full'").doesNotContain("'off'"));
  }

  @Test
  void leavesTablesThatExistAsTheyAre() throws Exception {
    session.metadata = both(BLOB);
    creator(new CassandraDialect(), "").create();
    assertThat(session.executed).hasSize(2).allMatch(cql -> cql.startsWith("SELECT"));
  }

  @Test
  void othersWait() throws Exception {
    session.metadata = EMPTY;
    session.refreshed = both(BLOB);
    creator(new CassandraDialect(), "").await();
    assertThat(session.executed).hasSize(2).allMatch(cql -> cql.startsWith("SELECT"));
  }

  @Test
  void saysWhatToExecuteWhereNothingMayBeCreated() {
    session.metadata = EMPTY;
    CommitterTableCreator creator = creator(new CassandraDialect(), "");
    assertThatExceptionOfType(TableCreationException.class)
        .isThrownBy(creator::require)
        .withMessageContaining("'sink.committer.create-tables' = 'false'")
        .withMessageContaining(creator.cql().get(0) + ";")
        .withMessageContaining(creator.cql().get(1) + ";");
    assertThat(session.executed).isEmpty();
  }

  @Test
  void saysWhatToExecuteWhenNotPermitted() {
    session.metadata = EMPTY;
    session.refusal = new UnauthorizedException(null, "no CREATE permission");
    CommitterTableCreator creator = creator(new CassandraDialect(), "");
    assertThatExceptionOfType(TableCreationException.class)
        .isThrownBy(creator::create)
        .withMessageContaining("not permitted")
        .withMessageEndingWith(creator.cql().get(0));
  }

  @Test
  void refusesATableOfSomebodyElse() {
    session.metadata = both(TEXT);
    assertThatExceptionOfType(TableCreationException.class)
        .isThrownBy(creator(new CassandraDialect(), "")::require)
        .withMessageContaining("shop.flink_sink_chunks")
        .withMessageContaining("column data blob is of type text")
        .withMessageContaining("'sink.committer.table-prefix'");
  }

  @Test
  void refusesATableWithAnotherKey() {
    session.metadata =
        Schemas.schema()
            .keyspace(
                "shop",
                ks ->
                    ks.table("flink_sink_chunks", t -> t.partitionKey("id", TEXT))
                        .table("flink_sink_progress", t -> t.partitionKey("id", TEXT)))
            .build();
    assertThatExceptionOfType(TableCreationException.class)
        .isThrownBy(creator(new CassandraDialect(), "")::await)
        .withMessageContaining(
            "its partition key must be (run_id uuid, seq bigint, bucket int), but is (id text)")
        .withMessageContaining("column data blob is missing");
  }

  @Test
  void saysThatTheKeyspaceIsMissing() {
    session.metadata = Schemas.schema().keyspace("other").build();
    assertThatExceptionOfType(TableCreationException.class)
        .isThrownBy(creator(new CassandraDialect(), "")::create)
        .withMessageContaining("Keyspace shop")
        .withMessageContaining("'sink.committer.keyspace'");
  }

  private static final class FakeSession implements SchemaSession {

    private final List<String> executed = new ArrayList<>();
    private Metadata metadata;
    private Metadata afterFirst;
    private Metadata refreshed;
    private RuntimeException refusal;

    @Override
    public Metadata metadata() {
      return metadata;
    }

    @Override
    public void refresh() {
      if (afterFirst != null) {
        metadata = afterFirst;
        afterFirst = null;
      } else if (refreshed != null) {
        metadata = refreshed;
      }
    }

    @Override
    public boolean awaitAgreement() {
      return true;
    }

    @Override
    public void execute(String cql, Duration timeout) {
      executed.add(cql);
      if (refusal != null) {
        throw refusal;
      }
    }
  }
}
