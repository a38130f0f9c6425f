package io.cosmoscassandra.flink.schema.cql;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.datastax.oss.driver.api.core.type.UserDefinedType;
import io.cosmoscassandra.flink.codec.ValueCodecs;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.flink.annotation.Internal;

/** Reads the name of a CQL type, such as {@code frozen<list<uuid>>}, from left to right. */
@Internal
public final class CqlTypeParser {

  private static final Map<String, DataType> SCALARS = ValueCodecs.scalarTypes();

  private final String text;
  private final Function<CqlIdentifier, Optional<UserDefinedType>> userDefined;
  private int position;

  private CqlTypeParser(
      String text, Function<CqlIdentifier, Optional<UserDefinedType>> userDefined) {
    this.text = text;
    this.userDefined = userDefined;
  }

  DataType type(boolean frozen) {
    String word = word();
    String keyword = word.toLowerCase(Locale.ROOT);
    if (!next('<')) {
      return single(word, keyword, frozen);
    }
    DataType type =
        switch (keyword) {
          case "frozen" -> type(true);
          case "list" -> DataTypes.listOf(type(frozen), frozen);
          case "set" -> DataTypes.setOf(type(frozen), frozen);
          case "map" -> {
            DataType key = type(frozen);
            require(',');
            yield DataTypes.mapOf(key, type(frozen), frozen);
          }
          case "vector" -> {
            DataType element = type(frozen);
            require(',');
            yield DataTypes.vectorOf(element, Integer.parseInt(word()));
          }
          case "tuple" -> tuple(frozen);
          default -> throw unknown(word);
        };
    require('>');
    return type;
  }

  private DataType single(String word, String keyword, boolean frozen) {
    DataType scalar = SCALARS.get(keyword.equals("varchar") ? "text" : keyword);
    if (scalar != null) {
      return scalar;
    }
    return userDefined
        .apply(CqlIdentifier.fromCql(word))
        .map(udt -> udt.copy(frozen))
        .orElseThrow(() -> unknown(word));
  }

  private DataType tuple(boolean frozen) {
    List<DataType> types = new ArrayList<>();
    do {
      types.add(type(frozen));
    } while (next(','));
    return DataTypes.tupleOf(types.toArray(DataType[]::new));
  }

  /** A name, a quoted name, or a number. */
  private String word() {
    skipSpace();
    int start = position;
    if (position < text.length() && text.charAt(position) == '"') {
      do {
        position++;
      } while (position < text.length() && !isEndOfQuote());
      position = Math.min(text.length(), position + 1);
    } else {
      while (position < text.length() && isPartOfName(text.charAt(position))) {
        position++;
      }
    }
    if (start == position) {
      throw malformed();
    }
    return text.substring(start, position);
  }

  /** Two quotes are one that belongs to the name. */
  private boolean isEndOfQuote() {
    if (text.charAt(position) != '"') {
      return false;
    }
    if (position + 1 < text.length() && text.charAt(position + 1) == '"') {
      position++;
      return false;
    }
    return true;
  }

  private static boolean isPartOfName(char letter) {
    return Character.isLetterOrDigit(letter) || letter == '_';
  }

  private boolean next(char letter) {
    skipSpace();
    boolean there = position < text.length() && text.charAt(position) == letter;
    if (there) {
      position++;
    }
    return there;
  }

  private void require(char letter) {
    if (!next(letter)) {
      throw malformed();
    }
  }

  private void skipSpace() {
    while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
      position++;
    }
  }

  void end() {
    skipSpace();
    if (position < text.length()) {
      throw malformed();
    }
  }

  private IllegalArgumentException malformed() {
    return new IllegalArgumentException("'%s' is not the name of a CQL type".formatted(text));
  }

  private static IllegalArgumentException unknown(String word) {
    return new IllegalArgumentException(
        "there is no CQL type '%s' in the keyspace".formatted(word));
  }

  /**
   * The type of a name.
   *
   * @param userDefined the user-defined types of the keyspace
   * @throws IllegalArgumentException if the name is none of a type that is supported
   */
  public static DataType parse(
      String name, Function<CqlIdentifier, Optional<UserDefinedType>> userDefined) {
    CqlTypeParser parser = new CqlTypeParser(name, userDefined);
    DataType type = parser.type(false);
    parser.end();
    return type;
  }
}
