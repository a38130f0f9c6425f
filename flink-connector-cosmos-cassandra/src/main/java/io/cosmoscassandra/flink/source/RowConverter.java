package io.cosmoscassandra.flink.source;

import java.io.Serializable;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.table.data.RowData;

/**
 * Makes elements of a stream of rows.
 *
 * @param <T> the elements
 */
@PublicEvolving
@FunctionalInterface
public interface RowConverter<T> extends Serializable {

  /**
   * Makes an element of a row.
   *
   * @param row the row in Flink's internal format, its fields in the order of the declared columns
   * @return the element
   * @throws Exception if it cannot be made, which ends the job
   */
  T convert(RowData row) throws Exception;
}
