package io.cosmoscassandra.flink.schema;

/** The target that a declaration names is not there to be written; the message says why. */
final class TableNotFoundException extends Exception {

  TableNotFoundException(String message) {
    super(message);
  }
}
