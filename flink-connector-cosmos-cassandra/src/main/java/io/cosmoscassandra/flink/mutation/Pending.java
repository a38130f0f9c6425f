package io.cosmoscassandra.flink.mutation;

/**
 * A write on its way.
 *
 * @param units the request units that were reserved for it
 */
record Pending(Write write, double units) {

  int size() {
    return write.mutation().size();
  }
}
