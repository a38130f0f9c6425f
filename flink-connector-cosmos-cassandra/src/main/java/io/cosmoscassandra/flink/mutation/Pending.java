package io.cosmoscassandra.flink.mutation;

/**
 * A write on its way.
 *
 * @param key holds back later writes of the same row
 * @param units the request units that were reserved for it
 */
record Pending(Write write, MutationKey key, double units) {

  int size() {
    return write.mutation().size();
  }
}
