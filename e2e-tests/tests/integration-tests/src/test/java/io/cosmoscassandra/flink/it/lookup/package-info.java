/** Lookup joins: which rows a stream is joined with, and with how many requests. */
package io.cosmoscassandra.flink.it.lookup;
