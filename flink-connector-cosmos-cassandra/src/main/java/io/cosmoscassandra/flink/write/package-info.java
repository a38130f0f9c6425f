/** Rows on their way into a table: encoded as mutations, sent by the applier. */
package io.cosmoscassandra.flink.write;
