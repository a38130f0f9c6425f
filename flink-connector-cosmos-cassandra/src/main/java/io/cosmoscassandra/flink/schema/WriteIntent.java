package io.cosmoscassandra.flink.schema;

import io.cosmoscassandra.flink.options.CassandraConnectorOptions;
import io.cosmoscassandra.flink.options.CollectionWriteMode;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.apache.flink.annotation.Internal;

/**
 * What a sink writes of a declared table, and under which guarantee.
 *
 * @param columns the names of the columns that are written ({@code INSERT INTO t (a, b)}); all
 *     declared ones unless the insert is partial
 * @param changes the kinds of changes in the input, as far as they are known before it runs
 * @param exactlyOnce whether repeating a write must not change its result
 * @param writeModes how collections are written that a value does not overwrite, by their columns
 */
@Internal
public record WriteIntent(
    List<String> columns,
    Changes changes,
    boolean exactlyOnce,
    Map<String, CollectionWriteMode> writeModes)
    implements Serializable {

  /** Kinds of changes in an input. */
  public enum Changes {

    /** Inserts only. */
    INSERTS,

    /** Updates and deletes, too. */
    ALL,

    /** Seen when they come: a compiled plan does not say which kinds its query makes. */
    UNKNOWN
  }

  public WriteIntent {
    columns = List.copyOf(columns);
    writeModes = Map.copyOf(writeModes);
  }

  /** An intent to overwrite. */
  public WriteIntent(List<String> columns, Changes changes, boolean exactlyOnce) {
    this(columns, changes, exactlyOnce, Map.of());
  }

  /** The option that says how the collection in a column is written. */
  public static String writeModeOption(String column) {
    return CassandraConnectorOptions.SINK_COLUMNS_PREFIX
        + column
        + CassandraConnectorOptions.WRITE_MODE_SUFFIX;
  }

  /** How a value is written to a column. */
  CollectionWriteMode writeMode(String column) {
    return writeModes.getOrDefault(column, CollectionWriteMode.OVERWRITE);
  }

  /** Whether the input is known to consist of inserts only. */
  public boolean insertOnly() {
    return changes == Changes.INSERTS;
  }

  /** Whether the input is known to contain updates or deletes. */
  boolean changesRows() {
    return changes == Changes.ALL;
  }
}
