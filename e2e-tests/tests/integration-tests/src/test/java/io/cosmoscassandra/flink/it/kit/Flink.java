package io.cosmoscassandra.flink.it.kit;

import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;

/**
 * A SQL session with a Flink cluster of this JVM, and the {@code WITH} clauses and failures of its
 * statements.
 */
public final class Flink {

  /** Asked for not before a test runs: until then there is no cluster to talk to. */
  private StreamTableEnvironment tables;

  private final RuntimeExecutionMode mode;
  private final EnvironmentSettings settings;

  private Flink(RuntimeExecutionMode mode, EnvironmentSettings settings) {
    this.mode = mode;
    this.settings = settings;
  }

  private Flink(RuntimeExecutionMode mode) {
    this(mode, EnvironmentSettings.newInstance().build());
  }

  /** A cluster of this JVM for a test class. */
  public static MiniClusterExtension cluster() {
    return cluster(new Configuration());
  }

  /** The same with settings. */
  public static MiniClusterExtension cluster(Configuration configuration) {
    return new MiniClusterExtension(
        new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(2)
            .setNumberSlotsPerTaskManager(4)
            .setConfiguration(configuration)
            .build());
  }

  /** A session with the cluster of the test class. */
  public static Flink session() {
    return new Flink(RuntimeExecutionMode.STREAMING);
  }

  /** A session whose statements run as batch jobs. */
  public static Flink batchSession() {
    return new Flink(RuntimeExecutionMode.BATCH);
  }

  /** The same in the planner's own batch mode, in which statements change rows. */
  public static Flink batchPlannerSession() {
    return new Flink(RuntimeExecutionMode.BATCH, EnvironmentSettings.inBatchMode());
  }

  /** The cluster as seen from a program. */
  public static StreamExecutionEnvironment environment() {
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    environment.setParallelism(2);
    return environment;
  }

  public StreamTableEnvironment tables() {
    if (tables == null) {
      StreamExecutionEnvironment environment = environment();
      environment.setRuntimeMode(mode);
      tables = StreamTableEnvironment.create(environment, settings);
    }
    return tables;
  }

  /** Sets what {@code SET} would set in the SQL client. */
  public Flink set(String key, String value) {
    tables().getConfig().set(key, value);
    return this;
  }

  /** A session with a node, open until it is closed. */
  public interface KeptSession extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Keeps a session with a node open, which many statements share. Each would open its own.
   *
   * @param options options of the connection beside the address, as the statements' tables have
   *     them
   */
  public KeptSession keepSession(InetSocketAddress node, Map<String, String> options) {
    String name = "kept_" + tables().listCatalogs().length;
    With all = new With().and("type", "cassandra").and("hosts", address(node));
    options.forEach(all::and);
    tables().executeSql("CREATE CATALOG " + name + all);
    return () -> tables().executeSql("DROP CATALOG " + name);
  }

  /** Runs a statement; waits for the end of its job if it has one. */
  public TableResult run(String sql) throws Exception {
    TableResult result = tables().executeSql(sql);
    if (result.getJobClient().isPresent()) {
      result.await(120, TimeUnit.SECONDS);
    }
    return result;
  }

  /** The rows that a query finds. */
  public List<Row> rows(String query) throws Exception {
    List<Row> rows = new ArrayList<>();
    try (CloseableIterator<Row> result = tables().executeSql(query).collect()) {
      result.forEachRemaining(rows::add);
    }
    return rows;
  }

  /** The rows of a query, as they print. */
  public List<String> printedRows(String query) throws Exception {
    return rows(query).stream().map(Row::toString).toList();
  }

  /** Runs a statement that has to fail, and returns what went wrong, as a user gets to see it. */
  public Throwable failure(String sql) {
    return catchThrowable(() -> run(sql));
  }

  /** The innermost message of a failure, where a user looks for the reason. */
  public static String reason(Throwable failure) {
    return messages(failure).get(messages(failure).size() - 1);
  }

  /** The messages of a failure and of all its causes. */
  public static List<String> messages(Throwable failure) {
    return ExceptionUtils.getThrowableList(failure).stream().map(Throwable::getMessage).toList();
  }

  /** Everything that a log shows of a failure. */
  public static String stackTrace(Throwable failure) {
    return ExceptionUtils.getStackTrace(failure);
  }

  /** Begins a {@code WITH} clause for a table of a node. */
  public static With with(InetSocketAddress contactPoint, String keyspace, String table) {
    return new With()
        .and("connector", "cassandra")
        .and("hosts", address(contactPoint))
        .and("keyspace", keyspace)
        .and("table", table)
        .and("sink.delivery-guarantee", "at-least-once");
  }

  /** A node as option {@code hosts} takes it. */
  public static String address(InetSocketAddress contactPoint) {
    return contactPoint.getHostString() + ":" + contactPoint.getPort();
  }

  /** A {@code WITH} clause. */
  public static final class With {

    private final Map<String, String> options = new LinkedHashMap<>();

    public With and(String key, String value) {
      options.put(key, value);
      return this;
    }

    public With without(String key) {
      options.remove(key);
      return this;
    }

    public Map<String, String> options() {
      return Map.copyOf(options);
    }

    @Override
    public String toString() {
      return options.entrySet().stream()
          .map(
              option ->
                  "'%s' = '%s'".formatted(option.getKey(), option.getValue().replace("'", "''")))
          .collect(Collectors.joining(", ", " WITH (", ")"));
    }
  }
}
