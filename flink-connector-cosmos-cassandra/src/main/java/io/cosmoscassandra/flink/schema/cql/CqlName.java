package io.cosmoscassandra.flink.schema.cql;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import java.util.Collection;
import java.util.stream.Collectors;
import org.apache.flink.annotation.Internal;

/**
 * A name as the server keeps it, case-sensitive and not quoted, which knows how CQL spells it.
 *
 * @param name the name without quotes
 */
@Internal
public record CqlName(String name) {

  /** The name as it stands in a statement: in double quotes where it needs them. */
  public String asCql() {
    // The driver looks at the first character, so an empty name is none of its business.
    return name.isEmpty() ? "\"\"" : CqlIdentifier.fromInternal(name).asCql(true);
  }

  /** Names as they stand in a list of columns. */
  public static String list(Collection<String> names) {
    return names.stream().map(n -> new CqlName(n).asCql()).collect(Collectors.joining(", "));
  }
}
