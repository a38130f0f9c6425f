package io.cosmoscassandra.embedded.cosmos;

import java.util.OptionalDouble;

/** A change to the stand-in, or to the response, that is due when a response arrives. */
sealed interface ResponseEffect {

  /** The client is told that it has logged in. */
  record LoggedIn() implements ResponseEffect {}

  /** The stand-in remembers the id that the response gives to a statement. */
  record LearnPrepared(Cql cql) implements ResponseEffect {}

  /** The stand-in remembers a table with its throughput. */
  record LearnTable(String table, OptionalDouble throughput, boolean created)
      implements ResponseEffect {}

  /** The response carries what the request has cost; a read may cost more than it paid. */
  record Charge(Throughput payer, int partition, double units, boolean read)
      implements ResponseEffect {}

  /** The connection uses another keyspace. */
  record LearnKeyspace(String keyspace) implements ResponseEffect {}
}
