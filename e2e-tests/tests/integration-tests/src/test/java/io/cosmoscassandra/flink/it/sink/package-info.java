/** Tests of the sink as a part of Flink: its API, metrics, lineage and resources. */
package io.cosmoscassandra.flink.it.sink;
