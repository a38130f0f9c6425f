package io.cosmoscassandra.flink.commit;

/** Another attempt has committed the transaction meanwhile, so there is nothing left to do. */
final class OvertakenException extends Exception {

  OvertakenException() {
    super("Another attempt has committed the transaction");
  }
}
