package io.cosmoscassandra.flink.table.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.cosmoscassandra.flink.docs.Documents;
import io.cosmoscassandra.flink.options.CassandraCatalogOptions;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.description.HtmlFormatter;
import org.junit.jupiter.api.Test;

/** Compares the options of catalogs in docs/catalog.md with the code. */
class CatalogOptionsDocumentationTest {

  @Test
  void documentHoldsTheOptionsOfTheCode() throws IOException {
    List<String> lines = Files.readAllLines(Documents.named("catalog.md"));

    assertThat(lines).containsAll(declared().stream().map(this::line).toList());
  }

  @Test
  void everyDeclaredOptionIsOneOfACatalogOrOfATable() {
    assertThat(declared())
        .allMatch(
            option ->
                new CassandraCatalogFactory().optionalOptions().contains(option)
                    != TableOptions.describes(option.key()));
  }

  private static List<ConfigOption<?>> declared() {
    return Arrays.stream(CassandraCatalogOptions.class.getFields())
        .filter(field -> field.getType() == ConfigOption.class)
        .<ConfigOption<?>>map(CatalogOptionsDocumentationTest::value)
        .toList();
  }

  private static ConfigOption<?> value(Field field) {
    try {
      return (ConfigOption<?>) field.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private String line(ConfigOption<?> option) {
    return "| `%s` | %s | %s |"
        .formatted(
            option.key(),
            option.hasDefaultValue() ? "`" + option.defaultValue() + "`" : "-",
            new HtmlFormatter().format(option.description()));
  }
}
