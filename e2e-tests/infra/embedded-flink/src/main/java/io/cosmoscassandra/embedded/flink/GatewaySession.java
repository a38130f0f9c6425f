package io.cosmoscassandra.embedded.flink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cosmoscassandra.embedded.Await;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * A session with Flink's SQL gateway over its REST interface. Keeps everything that the gateway
 * answers.
 */
public final class GatewaySession implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int OK = 200;

  private final HttpClient client = HttpClient.newHttpClient();
  private final List<String> answers = new ArrayList<>();
  private final String address;
  private final String session;

  private GatewaySession(int port, Map<String, String> properties) {
    this.address = "http://127.0.0.1:" + port;
    this.session =
        "/v2/sessions/"
            + answer("POST", "/v2/sessions", Map.of("properties", properties))
                .required("sessionHandle")
                .asText();
  }

  static GatewaySession open(int port, Map<String, String> properties) {
    return new GatewaySession(port, properties);
  }

  /** The failure of a statement, as the gateway tells it. */
  public static final class StatementFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private StatementFailure(String message) {
      super(message);
    }
  }

  /**
   * Runs a statement to its end.
   *
   * @return the fields of the rows of its result as text
   * @throws StatementFailure if it fails
   */
  public List<List<String>> run(String statement) {
    String operation =
        answer("POST", session + "/statements", Map.of("statement", statement))
            .required("operationHandle")
            .asText();
    List<List<String>> rows = new ArrayList<>();
    String next = session + "/operations/" + operation + "/result/0?rowFormat=JSON";
    while (!next.isEmpty()) {
      JsonNode result = result(statement, next);
      for (JsonNode row : result.path("results").path("data")) {
        rows.add(
            StreamSupport.stream(row.path("fields").spliterator(), false)
                .map(JsonNode::asText)
                .toList());
      }
      next = result.path("nextResultUri").asText("");
    }
    return rows;
  }

  private JsonNode result(String statement, String path) {
    List<JsonNode> ready = new ArrayList<>();
    Await.until(
        () -> {
          JsonNode result = answer("GET", path, Map.of());
          boolean isReady = !result.path("resultType").asText().equals("NOT_READY");
          if (isReady) {
            ready.add(result);
          }
          return isReady;
        },
        PATIENCE,
        () -> "the SQL gateway does not finish: " + statement);
    return ready.get(0);
  }

  /** The configuration of the session, as the gateway tells it. */
  public String configuration() {
    return answer("GET", session, Map.of()).toString();
  }

  /** Everything that the gateway has answered in this session, failures included. */
  public String answers() {
    return String.join("\n", answers);
  }

  private JsonNode answer(String method, String path, Map<String, ?> body) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(address + path))
              .timeout(PATIENCE)
              .header("Content-Type", "application/json")
              .method(
                  method,
                  body.isEmpty()
                      ? BodyPublishers.noBody()
                      : BodyPublishers.ofString(JSON.writeValueAsString(body)))
              .build();
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      answers.add(response.body());
      if (response.statusCode() != OK) {
        throw new StatementFailure(response.body());
      }
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new IllegalStateException("the SQL gateway does not answer " + method + " " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking the SQL gateway", e);
    }
  }

  @Override
  public void close() {
    answer("DELETE", session, Map.of());
  }
}
