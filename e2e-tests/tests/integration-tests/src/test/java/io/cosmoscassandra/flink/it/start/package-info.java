/** Tests of what a sink reports before its first row: mistakes, missing guarantees and failures. */
package io.cosmoscassandra.flink.it.start;
