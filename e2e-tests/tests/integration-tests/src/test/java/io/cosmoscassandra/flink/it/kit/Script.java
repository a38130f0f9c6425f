package io.cosmoscassandra.flink.it.kit;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.types.RowKind;

/** A list of changes, written one by one in a test. */
public record Script(List<Step> steps) implements Changes {

  private static final long serialVersionUID = 1;

  /** One change. */
  record Step(RowKind kind, long key, long value) implements java.io.Serializable {}

  public Script() {
    this(new ArrayList<>());
  }

  public Script insert(long key, long value) {
    return then(RowKind.INSERT, key, value);
  }

  public Script update(long key, long value) {
    return then(RowKind.UPDATE_AFTER, key, value);
  }

  public Script delete(long key) {
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
