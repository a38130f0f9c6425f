package io.cosmoscassandra.flink.schema.cql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.datastax.oss.driver.api.core.type.UserDefinedType;
import com.datastax.oss.driver.internal.core.type.UserDefinedTypeBuilder;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CqlTypeNameTest {

  private static final UserDefinedType ADDRESS =
      new UserDefinedTypeBuilder("shop", "\"The Address\"")
          .withField("street", DataTypes.TEXT)
          .build();

  private static DataType parsed(String name) {
    return CqlTypeParser.parse(
        name, type -> Optional.of(ADDRESS).filter(known -> known.getName().equals(type)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "uuid",
        "list<text>",
        "frozen<set<frozen<list<int>>>>",
        "map<text, frozen<map<int, uuid>>>",
        "vector<float, 3>",
        "frozen<tuple<int, frozen<tuple<text, inet>>>>",
        "\"The Address\"",
        "frozen<\"The Address\">",
        "list<frozen<\"The Address\">>"
      })
  void nameThatIsReadIsWrittenAgain(String name) {
    assertThat(CqlTypeName.of(parsed(name))).isEqualTo(name);
  }

  @Test
  void spacesAndCapitalsDoNotMatter() {
    assertThat(parsed(" Frozen < LIST< VarChar > > "))
        .isEqualTo(DataTypes.frozenListOf(DataTypes.TEXT));
  }

  @Test
  void quotesInANameAreDoubled() {
    DataType type =
        CqlTypeParser.parse(
            "\"a\"\"b\"",
            name -> {
              assertThat(name).isEqualTo(CqlIdentifier.fromInternal("a\"b"));
              return Optional.of(ADDRESS);
            });

    assertThat(type).isEqualTo(ADDRESS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "list",
        "list<>",
        "list<text",
        "text>",
        "map<text>",
        "vector<float, x>",
        "a b"
      })
  void otherTextsAreRefused(String text) {
    assertThatThrownBy(() -> parsed(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
