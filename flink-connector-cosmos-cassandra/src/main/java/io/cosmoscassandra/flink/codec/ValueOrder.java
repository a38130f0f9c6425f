package io.cosmoscassandra.flink.codec;

/** The order in which Cassandra keeps encoded values of one type in sets and maps. */
interface ValueOrder {

  /** Compares two values, neither of them null, that lie in the same array. */
  int compare(byte[] bytes, int a, int lengthA, int b, int lengthB);
}
