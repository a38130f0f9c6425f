package io.cosmoscassandra.flink;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.types.RowKind;

/** Changes that a test wrote down one by one. */
record Script(List<Step> steps) implements Changes {

  private static final long serialVersionUID = 1;

  /** One change. */
  record Step(RowKind kind, long key, long value) implements java.io.Serializable {}

  Script() {
    this(new ArrayList<>());
  }

  Script insert(long key, long value) {
    return then(RowKind.INSERT, key, value);
  }

  Script update(long key, long value) {
    return then(RowKind.UPDATE_AFTER, key, value);
  }

  Script delete(long key) {
    return then(RowKind.DELETE, key, 0);
  }

  private Script then(RowKind kind, long key, long value) {
    List<Step> longer = new ArrayList<>(steps);
    longer.add(new Step(kind, key, value));
    return new Script(longer);
  }

  @Override
  public long count() {
    return steps.size();
  }

  @Override
  public RowData change(long index) {
    Step step = steps.get((int) index);
    return GenericRowData.ofKind(step.kind(), step.key(), step.value());
  }
}
