package io.cosmoscassandra.flink.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cosmoscassandra.flink.docs.Documents;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/grafana-dashboard.json shows metrics that there are, by their names in Prometheus. */
class DashboardTest {

  private static final Pattern METRIC = Pattern.compile("\\bflink_\\w+");

  private static final String OF_OPERATOR = "flink_taskmanager_job_task_operator_";
  private static final String OURS = OF_OPERATOR + WriterMetrics.GROUP + "_";

  /** Those of Flink itself that say something about a sink or a source. */
  private static final Set<String> OF_FLINK =
      Set.of(
          OF_OPERATOR + "numRecordsSend",
          OF_OPERATOR + "numBytesSend",
          OF_OPERATOR + "numRecordsSendErrors",
          OF_OPERATOR + "currentSendTime",
          OF_OPERATOR + "numRecordsIn",
          OF_OPERATOR + "numBytesIn",
          OF_OPERATOR + "pendingBytes",
          "flink_jobmanager_job_operator_coordinator_enumerator_unassignedSplits",
          "flink_jobmanager_job_numRestarts",
          "flink_jobmanager_job_numberOfFailedCheckpoints",
          "flink_jobmanager_job_lastCheckpointDuration");

  @Test
  void everyMetricIsShownAndNoOther() throws IOException {
    Set<String> shown = new TreeSet<>();
    for (String query : queries(dashboard())) {
      METRIC.matcher(query).results().forEach(metric -> shown.add(metric.group()));
    }
    Set<String> there = new TreeSet<>(OF_FLINK);
    RegisteredMetrics.all().keySet().forEach(metric -> there.add(OURS + metric));

    assertThat(shown).isEqualTo(there);
  }

  @Test
  void panelsHaveTitlesAndNumbersOfTheirOwn() throws IOException {
    List<JsonNode> panels = new ArrayList<>();
    dashboard().get("panels").forEach(panels::add);

    assertThat(panels).allSatisfy(panel -> assertThat(panel.get("title").asText()).isNotBlank());
    assertThat(panels).extracting(panel -> panel.get("id").asInt()).doesNotHaveDuplicates();
  }

  private static JsonNode dashboard() throws IOException {
    return new ObjectMapper().readTree(Documents.named("grafana-dashboard.json").toFile());
  }

  private static List<String> queries(JsonNode dashboard) {
    List<String> queries = new ArrayList<>();
    dashboard.findValues("expr").forEach(expression -> queries.add(expression.asText()));
    dashboard.findValues("definition").forEach(variable -> queries.add(variable.asText()));
    assertThat(queries).hasSizeGreaterThan(20);
    return queries;
  }
}
