package io.cosmoscassandra.embedded.flink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Asks a JobManager over its REST interface; while it is down, nothing is known. */
public final class FlinkRest {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final String address;

  FlinkRest(int port) {
    this.address = "http://127.0.0.1:%d".formatted(port);
  }

  /** A job that was submitted. */
  public record Job(String id, String name, String state) {

    /** Whether it will do no more. */
    public boolean hasEnded() {
      return state.equals("FINISHED") || state.equals("FAILED") || state.equals("CANCELED");
    }
  }

  /** A task manager that has registered. */
  public record TaskManager(String id, int slots, int freeSlots) {}

  /** All jobs of this life of the JobManager. */
  public List<Job> jobs() {
    return get("/jobs/overview")
        .map(
            answer ->
                list(answer.path("jobs")).stream()
                    .map(
                        job ->
                            new Job(
                                job.path("jid").asText(),
                                job.path("name").asText(),
                                job.path("state").asText()))
                    .toList())
        .orElse(List.of());
  }

  /** Those it reaches. */
  public List<TaskManager> taskManagers() {
    return get("/taskmanagers")
        .map(
            answer ->
                list(answer.path("taskmanagers")).stream()
                    .map(
                        each ->
                            new TaskManager(
                                each.path("id").asText(),
                                each.path("slotsNumber").asInt(),
                                each.path("freeSlots").asInt()))
                    .toList())
        .orElse(List.of());
  }

  /** The last completed checkpoint of a job. */
  public Optional<Long> lastCheckpoint(String job) {
    return get("/jobs/" + job + "/checkpoints")
        .map(answer -> answer.path("latest").path("completed").path("id"))
        .filter(JsonNode::isNumber)
        .map(JsonNode::asLong);
  }

  /** How often a job was started from a checkpoint in this life of the JobManager. */
  public int restorations(String job) {
    return get("/jobs/" + job + "/checkpoints")
        .map(answer -> answer.path("counts").path("restored").asInt())
        .orElse(0);
  }

  /** Why a job failed last. */
  public String failure(String job) {
    return get("/jobs/" + job + "/exceptions")
        .map(answer -> answer.path("exceptionHistory").path("entries").path(0).path("stacktrace"))
        .map(JsonNode::asText)
        .orElse("");
  }

  private static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  private Optional<JsonNode> get(String path) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address + path)).timeout(PATIENCE).build();
    try {
      String body = client.send(request, BodyHandlers.ofString()).body();
      return Optional.of(JSON.readTree(body));
    } catch (IOException down) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking " + address + path, e);
    }
  }
}
