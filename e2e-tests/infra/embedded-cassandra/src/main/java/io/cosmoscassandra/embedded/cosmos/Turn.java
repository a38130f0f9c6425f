package io.cosmoscassandra.embedded.cosmos;

import java.util.OptionalDouble;

/** What becomes of a response when it comes. */
sealed interface Turn {

  /** It says that the client has logged in. */
  record LoggedIn() implements Turn {}

  /** It tells the id of a statement. */
  record LearnPrepared(Cql cql) implements Turn {}

  /** It says that a table exists, with this throughput. */
  record LearnTable(String table, OptionalDouble throughput, boolean created) implements Turn {}

  /** A request was paid for, in part or wholly. */
  record Charge(Throughput payer, int partition, double units, boolean read) implements Turn {}

  /** The connection has another keyspace. */
  record LearnKeyspace(String keyspace) implements Turn {}
}
