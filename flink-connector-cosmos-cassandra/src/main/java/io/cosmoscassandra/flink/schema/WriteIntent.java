package io.cosmoscassandra.flink.schema;

import java.io.Serializable;
import java.util.List;
import org.apache.flink.annotation.Internal;

/**
 * What a sink writes of a declared table, and under which guarantee.
 *
 * @param columns the names of the columns that are written ({@code INSERT INTO t (a, b)}); all
 *     declared ones unless the insert is partial
 * @param insertOnly whether the input consists of inserts only
 * @param exactlyOnce whether repeating a write must not change its result
 */
@Internal
public record WriteIntent(List<String> columns, boolean insertOnly, boolean exactlyOnce)
    implements Serializable {

  public WriteIntent {
    columns = List.copyOf(columns);
  }
}
