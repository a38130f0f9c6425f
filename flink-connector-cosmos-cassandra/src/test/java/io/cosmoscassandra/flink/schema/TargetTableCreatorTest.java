package io.cosmoscassandra.flink.schema;

import static com.datastax.oss.driver.api.core.type.DataTypes.INT;
import static com.datastax.oss.driver.api.core.type.DataTypes.TEXT;
import static io.cosmoscassandra.flink.kit.Declarations.declare;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.metadata.Metadata;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import com.datastax.oss.driver.api.core.servererrors.OverloadedException;
import com.datastax.oss.driver.api.core.servererrors.SyntaxError;
import com.datastax.oss.driver.api.core.servererrors.UnauthorizedException;
import io.cosmoscassandra.flink.kit.Declarations;
import io.cosmoscassandra.flink.kit.ManualClock;
import io.cosmoscassandra.flink.kit.Schemas;
import io.cosmoscassandra.flink.time.BlockingClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.flink.table.api.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TargetTableCreatorTest {

  private static final Metadata WITHOUT = Schemas.schema().keyspace("shop").build();
  private static final Metadata WITH =
      Schemas.schema()
          .keyspace(
              "shop", ks -> ks.table("Tags", t -> t.partitionKey("Id", TEXT).column("weight", INT)))
          .build();
  private static final TableCreationSettings PLAIN = new TableCreationSettings(List.of(), "");
  private static final String CREATE =
      """
      CREATE TABLE IF NOT EXISTS shop."Tags" (
        "Id" text,
        weight int,
        PRIMARY KEY (("Id"))
      )\
      """;
  private static final String AGREE = "do all servers agree?";
  private static final String SELECT = "SELECT \"Id\" FROM shop.\"Tags\" LIMIT 1";

  private final FakeSession session = new FakeSession();
  private final ManualClock clock = new ManualClock();
  private final TargetTableCreator creator =
      new TargetTableCreator(session, Duration.ofSeconds(30), clock);

  private static TableDeclaration tags() {
    return tagsIn("shop").build();
  }

  private static Declarations tagsIn(String keyspace) {
    return declare(keyspace, "Tags")
        .column("Id", DataTypes.STRING())
        .column("weight", DataTypes.INT())
        .primaryKey("Id");
  }

  @Test
  void createsAndReadsTheTable() throws Exception {
    session.metadata = WITHOUT;
    session.refreshed = WITH;
    creator.create(tags(), PLAIN);
    assertThat(session.executed).containsExactly(CREATE, SELECT, AGREE);
    assertThat(clock.pauses()).isEmpty();
  }

  @Test
  @Timeout(60)
  void leavesATableThatAnotherSinkOfTheProcessCreatesMeanwhile() throws Exception {
    CountDownLatch creating = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    FakeSession slow = new FakeSession();
    slow.metadata = WITHOUT;
    slow.refreshed = WITH;
    slow.beforeExecuting =
        () -> {
          creating.countDown();
          goOn.await();
        };
    Thread first = creating(new TargetTableCreator(slow, Duration.ofSeconds(30), clock));
    creating.await();
    session.metadata = WITHOUT;
    session.refreshed = WITH;
    Thread second = creating(creator);
    while (second.getState() != Thread.State.WAITING && second.isAlive()) {
      Thread.onSpinWait();
    }

    goOn.countDown();
    first.join();
    second.join();

    assertThat(slow.executed).contains(CREATE);
    assertThat(session.executed).containsExactly(SELECT, AGREE);
  }

  private static Thread creating(TargetTableCreator creator) {
    Thread thread =
        new Thread(
            () -> {
              try {
                creator.create(tags(), PLAIN);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    thread.start();
    return thread;
  }

  @Test
  void leavesATableThatExistsAsItIs() throws Exception {
    session.metadata = WITH;
    creator.create(tags(), PLAIN);
    assertThat(session.executed).containsExactly(SELECT, AGREE);
  }

  @Test
  void leavesAViewToValidation() throws Exception {
    session.metadata = Schemas.schema().keyspace("shop", ks -> ks.view("Tags", "base")).build();
    creator.create(tags(), PLAIN);
    assertThat(session.executed).containsExactly(AGREE);
  }

  @Test
  void waitsUntilAServerReadsTheTable() throws Exception {
    session.metadata = WITHOUT;
    session.refreshed = WITH;
    session.answers.add(new Yes());
    session.answers.add(new No(new InvalidQueryException(null, "unconfigured table Tags")));
    session.answers.add(new No(new OverloadedException(null, "slow down")));
    creator.create(tags(), PLAIN);
    assertThat(session.executed).containsExactly(CREATE, SELECT, SELECT, SELECT, AGREE);
    assertThat(clock.pauses()).containsExactly(Duration.ofMillis(100), Duration.ofMillis(200));
  }

  @Test
  void waitsUntilTheColumnsAreKnown() throws Exception {
    session.metadata = Schemas.schema().keyspace("shop", ks -> ks.table("Tags", t -> t)).build();
    session.refreshed = WITH;
    creator.awaitTable(tags());
    assertThat(session.refreshes).isEqualTo(1);
    assertThat(session.executed).containsExactly(SELECT, AGREE);
  }

  @Test
  void repeatsACreationThatGotNoAnswer() throws Exception {
    session.metadata = WITHOUT;
    session.refreshed = WITH;
    session.answers.add(new No(new DriverTimeoutException("Query timed out after PT30S")));
    creator.create(tags(), PLAIN);
    assertThat(session.executed).containsExactly(CREATE, CREATE, SELECT, AGREE);
  }

  @Test
  void needsNoPermissionToRead() throws Exception {
    session.metadata = WITH;
    session.answers.add(new No(new UnauthorizedException(null, "no SELECT permission")));
    creator.awaitTable(tags());
    assertThat(clock.pauses()).isEmpty();
  }

  @Test
  void saysWhatToExecuteWhenNotPermitted() {
    session.metadata = WITHOUT;
    session.answers.add(
        new No(new UnauthorizedException(null, "User app has no CREATE permission")));
    assertThatExceptionOfType(TableCreationException.class)
        .isThrownBy(() -> creator.create(tags(), PLAIN))
        .withMessage(
            "The user is not permitted to create table shop.\"Tags\" (User app has no CREATE"
                + " permission). Have this executed by someone who is, and start the job again:\n"
                + CREATE);
  }

  @Test
  void saysWhatTheServerRefuses() {
    session.metadata = WITHOUT;
    session.answers.add(new No(new SyntaxError(null, "Unknown property 'colour'")));
    assertThatExceptionOfType(TableCreationException.class)
        .isThrownBy(
            () -> creator.create(tags(), new TableCreationSettings(List.of(), "colour = 1")))
        .withMessage(
            "The server refuses to create table shop.\"Tags\": Unknown property 'colour'. Correct"
                + " 'sink.create-table.options' or the declaration, or create the table by hand."
                + " The statement was:\n"
                + CREATE
                + " WITH colour = 1");
  }

  @Test
  void givesUpCreatingWhenTimeIsUp() {
    session.metadata = WITHOUT;
    session.otherwise = new No(new DriverTimeoutException("Query timed out after PT30S"));
    assertThatExceptionOfType(TableCreationException.class)
        .isThrownBy(() -> creator.create(tags(), PLAIN))
        .withMessage(
            "Table shop.\"Tags\" could not be created within 30 s; the last answer was: Query timed"
                + " out after PT30S. Start the job again, or execute this by hand before:\n"
                + CREATE);
  }

  @Test
  void givesUpWaitingWhenTimeIsUp() {
    session.metadata = WITHOUT;
    assertThatExceptionOfType(TableCreationException.class)
        .isThrownBy(() -> creator.create(tags(), PLAIN))
        .withMessage(
            "Table shop.\"Tags\" was created and cannot be used after 30 s; the last answer was:"
                + " the table is not in the schema. Start the job again; if the table is still not"
                + " there, execute this by hand before:\n"
                + CREATE);
  }

  @Test
  void givesUpWaitingForAnotherSubtaskWhenTimeIsUp() {
    session.metadata = WITHOUT;
    assertThatExceptionOfType(TableCreationException.class)
        .isThrownBy(() -> creator.awaitTable(tags()))
        .withMessage(
            "Table shop.\"Tags\" cannot be used after 30 s; the last answer was: the table is not"
                + " in the schema. If it does not exist, the subtask that creates it has failed:"
                + " see its log, or create the table by hand.");
    assertThat(session.executed).isEmpty();
    assertThat(session.refreshes).isGreaterThan(10);
  }

  @Test
  void createsNoKeyspace() {
    session.metadata = WITHOUT;
    assertThatExceptionOfType(DeclarationException.class)
        .isThrownBy(
            () ->
                creator.create(
                    tagsIn("Shop").build(), new TableCreationSettings(List.of("id"), "")))
        .withMessage(
            """
            Table "Shop"."Tags" cannot be created from its declaration:
              - Keyspace 'Shop' does not exist. Did you mean 'shop'? Names are case-sensitive. Correct the option 'keyspace'. Keyspaces are not created by the sink; if it is the right one, create it, for example: CREATE KEYSPACE "Shop" WITH replication = {'class': 'NetworkTopologyStrategy', 'replication_factor': 3}
              - The option 'sink.create-table.partition-key' names 'id', which is not in the declared primary key (`Id`). Did you mean 'Id'? Names are case-sensitive.\
            """);
    assertThat(session.executed).isEmpty();
  }

  @Test
  void doesNotWaitForATableInAKeyspaceThatIsMissing() {
    session.metadata = WITHOUT;
    assertThatThrownBy(() -> creator.awaitTable(tagsIn("nowhere").build()))
        .isInstanceOf(DeclarationException.class);
    assertThat(clock.pauses()).isEmpty();
  }

  @Test
  void createsNothingInKeyspacesOfTheServer() {
    session.metadata = WITHOUT;
    assertThatExceptionOfType(DeclarationException.class)
        .isThrownBy(() -> creator.create(tagsIn("system_auth").build(), PLAIN))
        .withMessage(
            """
            Table system_auth."Tags" cannot be created from its declaration:
              - Keyspace 'system_auth' belongs to the server and cannot be used by this connector. Name a keyspace of your own in the option 'keyspace'.\
            """);
  }

  @Test
  void canBeInterrupted() {
    session.metadata = WITHOUT;
    TargetTableCreator inRealTime =
        new TargetTableCreator(session, Duration.ofMinutes(5), BlockingClock.OF_THREAD);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> inRealTime.awaitTable(tags()))
        .isInstanceOf(InterruptedException.class);
  }

  private sealed interface Answer permits Yes, No {}

  private record Yes() implements Answer {}

  private record No(RuntimeException error) implements Answer {}

  /** A session that answers as it is told and sees another schema after a refresh. */
  private static final class FakeSession implements SchemaSession {

    private final List<String> executed = new ArrayList<>();
    private final Deque<Answer> answers = new ArrayDeque<>();
    private Answer otherwise = new Yes();
    private Metadata metadata;
    private Metadata refreshed;
    private int refreshes;
    private Pause beforeExecuting = () -> {};

    private interface Pause {
      void run() throws InterruptedException;
    }

    @Override
    public Metadata metadata() {
      return metadata;
    }

    @Override
    public void refresh() {
      refreshes++;
      if (refreshed != null) {
        metadata = refreshed;
      }
    }

    @Override
    public boolean awaitAgreement() {
      executed.add(AGREE);
      return true;
    }

    @Override
    public void execute(String cql, Duration timeout) throws InterruptedException {
      assertThat(timeout).isPositive();
      beforeExecuting.run();
      executed.add(cql);
      Answer answer = answers.isEmpty() ? otherwise : answers.poll();
      if (answer instanceof No no) {
        throw no.error();
      }
    }
  }
}
