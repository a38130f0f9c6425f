package io.cosmoscassandra.flink.it.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cosmoscassandra.embedded.Await;
import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.embedded.ReservedPort;
import io.cosmoscassandra.flink.it.kit.Flink;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every query of docs/grafana-dashboard.json finds data in a Prometheus that scrapes Flink's own
 * reporter, while jobs read, look up and write exactly once.
 */
@Tag("prometheus")
class DashboardIT {

  private static final Path DASHBOARD = Path.of("../../../docs/grafana-dashboard.json");
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int ROWS = 500;

  /** Of a variable: the metric, and the label whose values are listed. */
  private static final Pattern LABEL_VALUES =
      Pattern.compile("label_values\\((?<metric>.+), (?<label>\\w+)\\)");

  private static final ReservedPort REPORTER = ReservedPort.any();

  @RegisterExtension static final CassandraExtension cassandra = CassandraExtension.singleNode();

  @RegisterExtension static final MiniClusterExtension cluster = Flink.cluster(reported());

  private final Flink flink = Flink.session();
  private final List<JobClient> jobs = new ArrayList<>();

  private static Configuration reported() {
    Configuration configuration = new Configuration();
    configuration.setString(
        "metrics.reporter.prom.factory.class",
        "org.apache.flink.metrics.prometheus.PrometheusReporterFactory");
    configuration.setString("metrics.reporter.prom.port", Integer.toString(REPORTER.number()));
    return configuration;
  }

  @Test
  void everyPanelHasData(@TempDir Path folder) throws Exception {
    startJobs(cassandra.createKeyspace());
    List<String> queries = queries();
    assertThat(queries).hasSizeGreaterThan(40);
    try (Prometheus prometheus = Prometheus.scraping(REPORTER.number(), folder)) {
      TreeSet<String> missing = new TreeSet<>(queries);
      Await.until(
          () -> {
            missing.removeIf(query -> prometheus.series(query) > 0);
            return missing.isEmpty();
          },
          PATIENCE,
          () -> "no data for " + String.join("\n", missing));
    } finally {
      for (JobClient job : jobs) {
        job.cancel().get(1, TimeUnit.MINUTES);
      }
      REPORTER.close();
    }
  }

  /** One job writes exactly once what it has looked up, the other reads more slowly than it can. */
  private void startJobs(String keyspace) throws Exception {
    for (String table : List.of("numbers", "names", "copies")) {
      cassandra
          .session()
          .execute("CREATE TABLE %s.%s (id int PRIMARY KEY, n int)".formatted(keyspace, table));
    }
    String inserts =
        IntStream.range(0, ROWS)
            .mapToObj(id -> "INSERT INTO %s.names (id, n) VALUES (%d, 1)".formatted(keyspace, id))
            .collect(Collectors.joining("; "));
    cassandra.session().execute("BEGIN UNLOGGED BATCH %s; APPLY BATCH".formatted(inserts));
    for (String table : List.of("numbers", "copies")) {
      declare(
          table,
          Flink.with(cassandra.contactPoint(), keyspace, table).without("sink.delivery-guarantee"));
    }
    declare(
        "names",
        Flink.with(cassandra.contactPoint(), keyspace, "names")
            .and("scan.page-size", "1 kb")
            .and("scan.split-size", "1 kb")
            .and("scan.rate-limit.rows-per-second", "2"));
    flink.run(
        """
        CREATE TABLE clicks (id INT, proc AS PROCTIME()) WITH ('connector' = 'datagen',
          'rows-per-second' = '100', 'fields.id.min' = '0', 'fields.id.max' = '999')
        """);
    flink.set("execution.checkpointing.interval", "1 s");
    start(
        "INSERT INTO numbers SELECT c.id, n.n FROM clicks AS c"
            + " LEFT JOIN names FOR SYSTEM_TIME AS OF c.proc AS n ON n.id = c.id");
    start("INSERT INTO copies SELECT id, n FROM names");
  }

  private void declare(String table, Flink.With with) throws Exception {
    flink.run(
        "CREATE TABLE %s (id INT, n INT, PRIMARY KEY (id) NOT ENFORCED)%s".formatted(table, with));
  }

  private void start(String insert) {
    jobs.add(flink.tables().executeSql(insert).getJobClient().orElseThrow());
  }

  /** The queries as Grafana sends them when everything is selected. */
  private static List<String> queries() throws IOException {
    JsonNode dashboard = new ObjectMapper().readTree(DASHBOARD.toFile());
    List<String> queries = new ArrayList<>();
    dashboard.findValuesAsText("expr").forEach(queries::add);
    for (String variable : dashboard.findValuesAsText("definition")) {
      Matcher values = LABEL_VALUES.matcher(variable);
      assertThat(values.matches()).as(variable).isTrue();
      queries.add("group by (%s) (%s)".formatted(values.group("label"), values.group("metric")));
    }
    return queries.stream()
        .map(
            query ->
                query
                    .replace("$job", ".*")
                    .replace("$operator", ".*")
                    .replace("$__rate_interval", "15s"))
        .toList();
  }
}
