package io.cosmoscassandra.flink.write;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** How large a row is when a step is done with it, which JMH reports beside what was allocated. */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class RowBytes {

  /** The mean of all rows. */
  public double bytesPerRow;
}
