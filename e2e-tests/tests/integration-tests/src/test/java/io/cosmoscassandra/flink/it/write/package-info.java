/** Tests of the rows that are written: their kinds, order, batches and failures. */
package io.cosmoscassandra.flink.it.write;
