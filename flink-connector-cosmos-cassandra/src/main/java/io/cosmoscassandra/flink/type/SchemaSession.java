package io.cosmoscassandra.flink.type;

import com.datastax.oss.driver.api.core.metadata.Metadata;
import java.time.Duration;

/** What it takes of a session to create a table and to see whether it can be used. */
interface SchemaSession {

  /** The schema as it is known now. */
  Metadata metadata();

  /** Reads the schema anew, because servers need not announce what others change in it. */
  void refresh() throws InterruptedException;

  /** Executes a statement and waits for its answer. */
  void execute(String cql, Duration timeout) throws InterruptedException;
}
