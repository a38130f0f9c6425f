package io.cosmoscassandra.flink.it.commit;

import com.datastax.oss.driver.api.core.CqlSession;
import io.cosmoscassandra.flink.it.kit.Changelog.Written;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.FlinkVersion;

/**
 * Savepoint of an earlier version of the connector, taken while {@link Parcels} were written and a
 * part of them was pending, with the tables as they were then. See the README beside the resources.
 *
 * @param connector the version that took it
 * @param flink the version of Flink that it ran on
 */
record Recording(String connector, String flink) {

  private static final List<Recording> ALL =
      List.of(new Recording("73eda97", "1.20"), new Recording("73eda97", "2.3"));

  private static final String METADATA = "_metadata";
  private static final Pattern END_OF_STATEMENT = Pattern.compile(";\n");

  /** All that this version of Flink can read: those of its own version and of earlier ones. */
  static Stream<Recording> readable() {
    return ALL.stream().filter(recording -> FlinkVersion.byCode(recording.flink()).isPresent());
  }

  /** The keyspace that the job wrote into, whose name is a part of what it promised. */
  String keyspace() {
    return "recorded_" + toString().replaceAll("[^a-z0-9]", "_");
  }

  /** Creates the keyspace, and the tables with the rows and write times that they had. */
  void createTables(CqlSession session) throws IOException {
    session.execute(
        "CREATE KEYSPACE %s WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}"
            .formatted(keyspace()));
    END_OF_STATEMENT.splitAsStream(text("tables.cql")).forEach(session::execute);
  }

  /** Copies the savepoint, which is one file, into a folder of its own, and returns where it is. */
  String savepointIn(Path directory) throws IOException {
    Path savepoint = Files.createDirectory(directory.resolve(toString()));
    Files.write(savepoint.resolve(METADATA), bytes(METADATA));
    return savepoint.toUri().toString();
  }

  /** The table as that version left it when it had committed the pending rows, by id. */
  Map<Long, Written> committed() throws IOException {
    return text("committed.csv")
        .lines()
        .map(line -> Stream.of(line.split(",", 3)).map(Long::valueOf).toList())
        .collect(
            Collectors.toMap(
                values -> values.get(0), values -> new Written(values.get(1), values.get(2))));
  }

  /** When the last of its rows was written. */
  Instant taken() throws IOException {
    long micros = committed().values().stream().mapToLong(Written::writetime).max().orElseThrow();
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  private String text(String name) throws IOException {
    return new String(bytes(name), StandardCharsets.UTF_8);
  }

  private byte[] bytes(String name) throws IOException {
    String resource = "/recordings/%s/%s".formatted(this, name);
    try (InputStream in = Recording.class.getResourceAsStream(resource)) {
      return in.readAllBytes();
    }
  }

  @Override
  public String toString() {
    return "%s-flink-%s".formatted(connector, flink);
  }
}
