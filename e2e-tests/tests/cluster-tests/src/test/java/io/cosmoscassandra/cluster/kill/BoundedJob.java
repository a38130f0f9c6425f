package io.cosmoscassandra.cluster.kill;

/** A job that ends by itself, as a script for the SQL client. */
@FunctionalInterface
interface BoundedJob {

  /** The script, which writes table {@code latest} of a keyspace. */
  String script(String hosts, String keyspace);
}
