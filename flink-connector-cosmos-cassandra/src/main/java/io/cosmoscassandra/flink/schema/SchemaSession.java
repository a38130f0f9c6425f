package io.cosmoscassandra.flink.schema;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.metadata.Metadata;
import java.time.Duration;
import org.apache.flink.annotation.Internal;

/** What it takes of a session to create a table and to see whether it can be used. */
@Internal
public interface SchemaSession {

  /** The driver's session, which has schema metadata. */
  static SchemaSession of(CqlSession session) {
    return new DriverSchemaSession(session);
  }

  /** The schema as it is known now. */
  Metadata metadata();

  /** Reads the schema anew, because servers need not announce what others change in it. */
  void refresh() throws InterruptedException;

  /**
   * Waits, for some seconds at most, until all servers that are up have the same schema.
   *
   * @return whether they have
   */
  boolean awaitAgreement() throws InterruptedException;

  /** Executes a statement and waits for its answer. */
  void execute(String cql, Duration timeout) throws InterruptedException;
}
