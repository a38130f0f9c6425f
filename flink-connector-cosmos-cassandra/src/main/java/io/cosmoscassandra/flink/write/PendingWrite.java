package io.cosmoscassandra.flink.write;

/**
 * Write that was handed in and is not acknowledged.
 *
 * @param units the request units reserved for the write
 * @param keyHash the hash of the row's key
 */
record PendingWrite(Write write, double units, int keyHash) {

  static PendingWrite of(Write write, double units) {
    return new PendingWrite(write, units, write.mutation().keyHash());
  }

  int size() {
    return write.mutation().size();
  }
}
