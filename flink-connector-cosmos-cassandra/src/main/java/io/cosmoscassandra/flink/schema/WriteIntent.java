package io.cosmoscassandra.flink.schema;

import java.io.Serializable;
import java.util.List;
import org.apache.flink.annotation.Internal;

/**
 * What a sink writes of a declared table, and under which guarantee.
 *
 * @param columns the names of the columns that are written ({@code INSERT INTO t (a, b)}); all
 *     declared ones unless the insert is partial
 * @param changes the kinds of changes in the input, as far as they are known before it runs
 * @param exactlyOnce whether repeating a write must not change its result
 */
@Internal
public record WriteIntent(List<String> columns, Changes changes, boolean exactlyOnce)
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
