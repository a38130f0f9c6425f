package io.cosmoscassandra.flink.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.type.DataTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table in docs/types.md is the one in the code. */
class TypesDocumentationTest {

  private static final Path DOCUMENT = Path.of("..", "docs", "types.md");

  @Test
  void documentHoldsTheTableOfTheCode() throws IOException {
    List<String> documented =
        Files.readAllLines(DOCUMENT).stream().filter(line -> line.startsWith("| `")).toList();

    assertThat(documented)
        .containsExactlyElementsOf(
            TypeMapping.all().stream().map(TypesDocumentationTest::line).toList());
  }

  @Test
  void tableHasEveryTypeThatIsNotMadeOfOthers() {
    assertThat(ScalarMappings.ALL.stream().map(ScalarMapping::cqlType))
        .containsExactlyInAnyOrder(
            DataTypes.ASCII,
            DataTypes.BIGINT,
            DataTypes.BLOB,
            DataTypes.BOOLEAN,
            DataTypes.COUNTER,
            DataTypes.DATE,
            DataTypes.DECIMAL,
            DataTypes.DOUBLE,
            DataTypes.DURATION,
            DataTypes.FLOAT,
            DataTypes.INET,
            DataTypes.INT,
            DataTypes.SMALLINT,
            DataTypes.TEXT,
            DataTypes.TIME,
            DataTypes.TIMESTAMP,
            DataTypes.TIMEUUID,
            DataTypes.TINYINT,
            DataTypes.UUID,
            DataTypes.VARINT);
  }

  private static String line(TypeMapping mapping) {
    return "| `%s` | %s | %s | %s |"
        .formatted(mapping.cqlType(), code(mapping.flinkTypes()), mapping.note(), created(mapping));
  }

  private static String created(TypeMapping mapping) {
    return mapping.createdFor().isEmpty() ? "-" : code(mapping.createdFor());
  }

  private static String code(List<String> types) {
    return types.stream().map("`%s`"::formatted).collect(Collectors.joining(", "));
  }
}
