package io.cosmoscassandra.flink.write;

/**
 * A write on its way.
 *
 * @param units the request units that were reserved for it
 * @param keyHash the hash of its row's key
 */
record Pending(Write write, double units, int keyHash) {

  static Pending of(Write write, double units) {
    return new Pending(write, units, write.mutation().keyHash());
  }

  int size() {
    return write.mutation().size();
  }
}
