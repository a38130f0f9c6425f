package io.cosmoscassandra.flink.commit.store;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.metadata.schema.TableMetadata;
import io.cosmoscassandra.flink.client.dialect.Dialect;
import io.cosmoscassandra.flink.schema.CreateTableExecutor;
import io.cosmoscassandra.flink.schema.SchemaSession;
import io.cosmoscassandra.flink.schema.TableCreationException;
import io.cosmoscassandra.flink.schema.TableName;
import io.cosmoscassandra.flink.schema.cql.CqlName;
import io.cosmoscassandra.flink.time.BlockingClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.annotation.Internal;

/**
 * Creates the committer tables, and waits until they can be used. One subtask of a sink calls
 * {@link #create} and the others {@link #await}. If the sink must not create tables, all subtasks
 * call {@link #require}. All three wait on the task thread and can be interrupted.
 */
@Internal
public final class CommitterTableCreator {

  private static final String WHAT_TO_CORRECT = "Correct 'sink.committer.create-tables.options'";

  private final SchemaSession session;
  private final CommitterTableNames names;
  private final CreateTableExecutor executor;

  /** The definition of each table with the statement that creates it. */
  private final Map<CommitterTableDefinition, String> tables = new LinkedHashMap<>();

  /**
   * @param transactional whether the server knows transactional tables
   * @param options the user's CQL after WITH for both tables; may be empty
   * @param timeout how long to wait until a table can be used
   */
  public CommitterTableCreator(
      SchemaSession session,
      CommitterTableNames names,
      Dialect dialect,
      boolean transactional,
      String options,
      Duration timeout,
      BlockingClock clock) {
    this.session = session;
    this.names = names;
    this.executor = new CreateTableExecutor(session, timeout, clock);
    CommitterTableOptions with = new CommitterTableOptions(dialect, transactional, options);
    CommitterTableDefinition chunks = CommitterTableDefinition.chunks(names.chunks());
    CommitterTableDefinition progress = CommitterTableDefinition.progress(names.progress());
    tables.put(chunks, chunks.cql(with.ofChunks()));
    tables.put(progress, progress.cql(with.ofProgress()));
  }

  /** The statements that create the tables. */
  public List<String> cql() {
    return List.copyOf(tables.values());
  }

  /**
   * Creates missing tables, and waits until both tables can be used.
   *
   * @throws TableCreationException with the statement to execute, if that is not possible
   */
  public void create() throws InterruptedException {
    requireKeyspace();
    for (Map.Entry<CommitterTableDefinition, String> table : tables.entrySet()) {
      executor.create(table.getKey().name(), table::getValue, WHAT_TO_CORRECT);
    }
    check();
  }

  /**
   * Waits until another subtask has created the tables.
   *
   * @throws TableCreationException if the timeout expires
   */
  public void await() throws InterruptedException {
    requireKeyspace();
    for (CommitterTableDefinition table : tables.keySet()) {
      executor.await(table.name());
    }
    check();
  }

  /**
   * Waits until the tables, which must exist, can be used.
   *
   * @throws TableCreationException with the statements to execute, if one does not exist
   */
  public void require() throws InterruptedException {
    requireKeyspace();
    List<String> missing = new ArrayList<>();
    for (Map.Entry<CommitterTableDefinition, String> table : tables.entrySet()) {
      if (!executor.exists(table.getKey().name())) {
        missing.add(table.getValue() + ";");
      }
    }
    if (!missing.isEmpty()) {
      throw new TableCreationException(
          "The sink needs committer tables that do not exist, and it must not create them ('sink.committer.create-tables' = 'false'). Execute these statements, and start the job again:\n%s"
              .formatted(String.join("\n", missing)),
          null);
    }
    await();
  }

  private void requireKeyspace() throws InterruptedException {
    CqlIdentifier keyspace = CqlIdentifier.fromInternal(names.keyspace());
    if (session.metadata().getKeyspace(keyspace).isEmpty()) {
      session.refresh();
    }
    if (session.metadata().getKeyspace(keyspace).isEmpty()) {
      throw new TableCreationException(
          "Keyspace %s, which must hold the committer tables, does not exist. Correct 'sink.committer.keyspace', or create the keyspace with as many replicas as the keyspace of the target."
              .formatted(new CqlName(names.keyspace()).asCql()),
          null);
    }
  }

  private void check() {
    for (Map.Entry<CommitterTableDefinition, String> table : tables.entrySet()) {
      TableName name = table.getKey().name();
      Optional<TableMetadata> found =
          session
              .metadata()
              .getKeyspace(CqlIdentifier.fromInternal(name.keyspace()))
              .flatMap(k -> k.getTable(CqlIdentifier.fromInternal(name.table())));
      List<String> problems =
          found.map(table.getKey()::problemsOf).orElse(List.of("it is not a table"));
      if (!problems.isEmpty()) {
        throw new TableCreationException(
            "Table %s is not a committer table: %s. Choose another name with 'sink.committer.table-prefix', or another 'sink.committer.keyspace'. The sink would create the table with:\n%s"
                .formatted(name, String.join("; ", problems), table.getValue()),
            null);
      }
    }
  }
}
