package io.cosmoscassandra.cluster.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Statements as they stand in a document, between two fences of which the first says "sql". */
record Block(Path document, String text) {

  private static final Pattern FENCED =
      Pattern.compile("^```sql\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern TABLE = Pattern.compile("CREATE TABLE (\\w+)");
  private static final Pattern INSERT = Pattern.compile("^INSERT INTO", Pattern.MULTILINE);
  private static final Pattern JOB =
      Pattern.compile(
          "^(INSERT INTO|INSERT OVERWRITE|SELECT|UPDATE|AS SELECT) ", Pattern.MULTILINE);

  /** Those of the README and of all documents in docs. */
  static List<Block> ofAllDocuments(Path root) {
    List<Block> blocks = new ArrayList<>();
    try (Stream<Path> files = Files.list(root.resolve("docs"))) {
      List<Path> documents =
          new ArrayList<>(files.filter(file -> file.toString().endsWith(".md")).sorted().toList());
      documents.add(0, root.resolve("README.md"));
      for (Path document : documents) {
        Matcher matcher = FENCED.matcher(Files.readString(document));
        while (matcher.find()) {
          blocks.add(new Block(document, matcher.group(1)));
        }
      }
      return blocks;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether it is for Cassandra itself: the committer's tables are not declared in Flink. */
  boolean isCql() {
    return text.contains("flink_sink_");
  }

  /** Whether it is about a service that tests do not have. */
  boolean isForCosmos() {
    return text.contains("ACCOUNT.cassandra.cosmos.azure.com");
  }

  boolean declaresTable() {
    return TABLE.matcher(text).find();
  }

  /** The number of statements that Flink runs as jobs. */
  int jobs() {
    return Math.toIntExact(JOB.matcher(text).results().count());
  }

  /** The statements for a server that is there. What needs Cosmos DB is planned and not run. */
  String runnable(String hosts) {
    String statements =
        text.replace("localhost:9042", hosts).replace("node1:9042, node2:9042", hosts);
    if (isForCosmos()) {
      statements = INSERT.matcher(statements).replaceAll("EXPLAIN INSERT INTO");
    }
    // Blocks of one document declare the same table in more than one way.
    StringBuilder drops = new StringBuilder();
    TABLE
        .matcher(statements)
        .results()
        .forEach(created -> drops.append("DROP TABLE IF EXISTS %s;%n".formatted(created.group(1))));
    return drops + statements;
  }
}
