package io.cosmoscassandra.flink.commit;

/** Somebody else has committed the transaction in the meantime: there is nothing left to do. */
final class OvertakenException extends Exception {

  OvertakenException() {
    super("Another attempt has committed the transaction");
  }
}
