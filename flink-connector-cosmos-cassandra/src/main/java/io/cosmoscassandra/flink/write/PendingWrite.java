package io.cosmoscassandra.flink.write;

/**
 * A write on its way.
 *
 * @param units the request units that were reserved for it
 * @param keyHash the hash of its row's key
 */
record PendingWrite(Write write, double units, int keyHash) {

  static PendingWrite of(Write write, double units) {
    return new PendingWrite(write, units, write.mutation().keyHash());
  }

  int size() {
    return write.mutation().size();
  }
}
