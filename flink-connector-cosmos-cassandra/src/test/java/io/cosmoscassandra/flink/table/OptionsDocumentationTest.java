package io.cosmoscassandra.flink.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.cosmoscassandra.flink.client.dialect.CassandraDialect;
import io.cosmoscassandra.flink.client.dialect.CosmosDialect;
import io.cosmoscassandra.flink.docs.Documents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.table.factories.FactoryUtil;
import org.junit.jupiter.api.Test;

/** Compares the options in docs/options.md, of the factory and in the code. */
class OptionsDocumentationTest {

  private static final Path DOCUMENT = Documents.named("options.md");

  private static final String DEFAULTS = "## Defaults by server";

  /** What looks like one of the connector's own options, in prose or in an example. */
  private static final Pattern OPTION =
      Pattern.compile("(?<![\\w.-])(sink|scan|lookup|ssl|connection|request)\\.[a-z][a-z.-]*[a-z]");

  private final CassandraDynamicTableFactory factory = new CassandraDynamicTableFactory();

  @Test
  void documentHoldsTheTableOfTheCode() throws IOException {
    List<String> lines = Files.readAllLines(DOCUMENT);
    assertThat(options(lines.subList(0, lines.indexOf(DEFAULTS))))
        .containsExactlyElementsOf(OptionsTable.lines());
  }

  @Test
  void documentHoldsTheDefaultsOfTheDialects() throws IOException {
    List<String> lines = Files.readAllLines(DOCUMENT);
    assertThat(options(lines.subList(lines.indexOf(DEFAULTS), lines.size())))
        .containsExactlyElementsOf(
            OptionsTable.dialectLines(new CassandraDialect(), new CosmosDialect()));
  }

  @Test
  void factoryKnowsEveryDeclaredOptionAndNoOther() {
    Set<ConfigOption<?>> known = new HashSet<>(factory.requiredOptions());
    known.addAll(factory.optionalOptions());
    known.remove(FactoryUtil.SINK_PARALLELISM);
    known.remove(FactoryUtil.SOURCE_PARALLELISM);

    assertThat(known)
        .containsExactlyInAnyOrderElementsOf(
            DeclaredOptions.all().stream().<ConfigOption<?>>map(o -> o.option()).toList());
  }

  @Test
  void everyOptionThatADocumentNamesExists() throws IOException {
    Set<String> known = new HashSet<>();
    factory.requiredOptions().forEach(option -> known.add(option.key()));
    factory.optionalOptions().forEach(option -> known.add(option.key()));
    known.add("sink.columns.tags.write-mode");
    for (Path document : Documents.all()) {
      assertThat(OPTION.matcher(Files.readString(document)).results().map(MatchResult::group))
          .as(document.toString())
          .allMatch(
              named ->
                  known.stream().anyMatch(key -> key.equals(named) || key.startsWith(named + ".")));
    }
  }

  @Test
  void noOptionIsBothRequiredAndOptional() {
    assertThat(factory.requiredOptions()).doesNotContainAnyElementsOf(factory.optionalOptions());
  }

  @Test
  void forwardedOptionsAreOptionsOfTheFactory() {
    Set<ConfigOption<?>> known = new HashSet<>(factory.requiredOptions());
    known.addAll(factory.optionalOptions());

    assertThat(known).containsAll(factory.forwardOptions());
  }

  /** The lines of a table that have an option in their first column. */
  private static List<String> options(List<String> lines) {
    return lines.stream().filter(line -> line.startsWith("| `")).toList();
  }
}
