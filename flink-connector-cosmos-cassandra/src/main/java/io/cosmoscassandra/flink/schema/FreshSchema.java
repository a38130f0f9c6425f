package io.cosmoscassandra.flink.schema;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Schema of a session, which is read again before a declaration is rejected. A session may be older
 * than the table or its columns, and servers need not announce what changes in their schema.
 *
 * @param session the session, which other jobs may use as well
 */
record FreshSchema(SchemaSession session) {

  private static final Logger LOG = LoggerFactory.getLogger(FreshSchema.class);

  /** A comparison of a declaration with the schema that the session knows. */
  @FunctionalInterface
  interface Comparison<R> {
    R run() throws InterruptedException;
  }

  /**
   * Compares, and once more with the schema of now if the declaration does not fit.
   *
   * @throws DeclarationException if the declaration does not fit the schema of now
   */
  <R> R compare(Comparison<R> comparison) throws InterruptedException {
    try {
      return comparison.run();
    } catch (DeclarationException e) {
      LOG.info("Reading the schema again, since a declaration does not fit what is known of it");
      session.refresh();
      return comparison.run();
    }
  }
}
