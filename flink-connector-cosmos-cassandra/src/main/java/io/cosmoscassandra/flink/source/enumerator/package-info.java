/** Plans the splits of a table and assigns them to readers. */
package io.cosmoscassandra.flink.source.enumerator;
