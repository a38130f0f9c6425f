package io.cosmoscassandra.flink.it.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cosmoscassandra.embedded.Await;
import io.cosmoscassandra.embedded.ReservedPort;
import io.cosmoscassandra.embedded.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A Prometheus of this machine that scrapes one port every second. */
final class Prometheus implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Ends Prometheus with the shell, which ends when it reads a line, or with the JVM. */
  private static final String UNTIL_TOLD = "\"$0\" \"$@\" & read -r line; kill $!; wait $!";

  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient client = HttpClient.newHttpClient();
  private final ReservedPort port;
  private final ServerProcess process;

  private Prometheus(ReservedPort port, ServerProcess process) {
    this.port = port;
    this.process = process;
  }

  /**
   * Starts the program that system property {@code prometheus} names.
   *
   * @param target the port to scrape
   * @param folder an empty folder for its files
   */
  static Prometheus scraping(int target, Path folder) throws IOException {
    Path configuration =
        Files.writeString(
            folder.resolve("prometheus.yml"),
            """
            global:
              scrape_interval: 1s
            scrape_configs:
              - job_name: flink
                static_configs:
                  - targets: ['127.0.0.1:%d']
            """
                .formatted(target));
    ReservedPort port = ReservedPort.any();
    return new Prometheus(
        port,
        ServerProcess.start(
            List.of(
                "sh",
                "-c",
                UNTIL_TOLD,
                System.getProperty("prometheus", "prometheus"),
                "--config.file=" + configuration,
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port.number()),
            folder.resolve("prometheus.log")));
  }

  /** The number of series that a query finds at present; 0 while Prometheus starts. */
  int series(String query) {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    "http://127.0.0.1:%d/api/v1/query?query=%s"
                        .formatted(
                            port.number(), URLEncoder.encode(query, StandardCharsets.UTF_8))))
            .build();
    JsonNode answer;
    try {
      answer = json.readTree(client.send(request, BodyHandlers.ofString()).body());
    } catch (IOException starting) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while querying", e);
    }
    if (answer.path("status").asText().equals("error")) {
      throw new AssertionError("%s: %s".formatted(query, answer.path("error").asText()));
    }
    return answer.path("data").path("result").size();
  }

  @Override
  public void close() {
    process.send("end");
    Await.until(() -> !process.isAlive(), PATIENCE, () -> "Prometheus does not end");
    port.close();
  }
}
