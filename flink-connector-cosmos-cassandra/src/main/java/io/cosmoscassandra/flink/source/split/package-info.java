/** Splits of a table, and how they are stored in checkpoints. */
package io.cosmoscassandra.flink.source.split;
