package io.cosmoscassandra.flink.sink;

import java.io.Serializable;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.table.data.RowData;

/**
 * Turns the elements of a stream into rows of Flink's internal form, with the declared columns in
 * the declared order. The row's kind says what to do: INSERT and UPDATE_AFTER write the row, DELETE
 * and UPDATE_BEFORE delete it.
 */
@FunctionalInterface
@PublicEvolving
public interface RowMapper<T> extends Serializable {

  RowData map(T element) throws Exception;
}
