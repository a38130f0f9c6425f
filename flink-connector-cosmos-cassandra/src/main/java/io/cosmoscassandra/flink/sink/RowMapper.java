package io.cosmoscassandra.flink.sink;

import java.io.Serializable;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.table.data.RowData;

/**
 * Turns the elements of a stream into rows of Flink's internal form, with the declared columns in
 * the declared order. The row's kind says what to do: INSERT and UPDATE_AFTER write the row, DELETE
 * and UPDATE_BEFORE delete it.
 *
 * @param <T> the elements of the stream
 */
@FunctionalInterface
@PublicEvolving
public interface RowMapper<T> extends Serializable {

  /**
   * The row of an element.
   *
   * @param element an element of the stream
   * @return its row; the same object may be returned again and again
   * @throws Exception if there is none, which fails the job
   */
  RowData map(T element) throws Exception;
}
