package io.cosmoscassandra.benchmarks.source;

import io.cosmoscassandra.benchmarks.contender.Tally;
import java.io.Serializable;

/**
 * Adds an element of a stream to a tally.
 *
 * @param <T> the elements
 */
@FunctionalInterface
interface RowCounter<T> extends Serializable {

  void count(T element, Tally.Part part);
}
