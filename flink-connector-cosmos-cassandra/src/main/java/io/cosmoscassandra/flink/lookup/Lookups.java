package io.cosmoscassandra.flink.lookup;

import io.cosmoscassandra.flink.read.LookupPlan;
import java.io.Serializable;
import java.util.List;
import org.apache.flink.annotation.Internal;
import org.apache.flink.table.data.RowData;

/**
 * The lookups of one join before the job runs.
 *
 * @param plan what is read for a key
 * @param checked the fields of a key that the server does not compare
 */
@Internal
public record Lookups(LookupPlan plan, List<CheckedField> checked) implements Serializable {

  public Lookups {
    checked = List.copyOf(checked);
  }

  /** Whether a row that was read for a key has all of its values. */
  boolean matches(RowData key, RowData row) {
    for (CheckedField field : checked) {
      if (!field.isEqual(key, row)) {
        return false;
      }
    }
    return true;
  }

  /** Whether a field of the key is null, so that no row is equal to it. */
  boolean isNull(RowData key) {
    for (int i = 0; i < key.getArity(); i++) {
      if (key.isNullAt(i)) {
        return true;
      }
    }
    return false;
  }
}
