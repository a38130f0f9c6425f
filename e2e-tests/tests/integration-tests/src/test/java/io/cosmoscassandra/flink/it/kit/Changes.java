package io.cosmoscassandra.flink.it.kit;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.table.data.RowData;
import org.apache.flink.types.RowKind;

/** A reproducible stream of changes. */
public interface Changes extends Serializable {

  /** How many there are. */
  long count();

  /** One of them: its fields are a key and a value. */
  RowData change(long index);

  /** What the table should hold after the changes from one to another, if it was empty before. */
  default Map<Long, Long> between(long from, long to) {
    Map<Long, Long> rows = new HashMap<>();
    for (long i = from; i < to; i++) {
      RowData change = change(i);
      if (change.getRowKind() == RowKind.DELETE) {
        rows.remove(change.getLong(0));
      } else {
        rows.put(change.getLong(0), change.getLong(1));
      }
    }
    return rows;
  }

  /** What the table should hold after the first changes. */
  default Map<Long, Long> after(long changes) {
    return between(0, changes);
  }

  /** What the table should hold at the end. */
  default Map<Long, Long> fold() {
    return after(count());
  }
}
