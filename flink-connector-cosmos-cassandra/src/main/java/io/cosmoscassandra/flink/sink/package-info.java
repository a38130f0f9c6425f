/**
 * The face of the connector as a Sink V2: the sink with its builder, writers, committer and
 * metrics.
 */
package io.cosmoscassandra.flink.sink;
