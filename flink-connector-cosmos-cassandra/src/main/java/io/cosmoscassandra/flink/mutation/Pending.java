package io.cosmoscassandra.flink.mutation;

/** A write on its way, with the key by which it holds back later writes of the same row. */
record Pending(Write write, MutationKey key) {

  int size() {
    return write.mutation().size();
  }
}
