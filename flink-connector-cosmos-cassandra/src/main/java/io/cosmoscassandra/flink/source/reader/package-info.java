/** Reads splits page by page and emits their rows. */
package io.cosmoscassandra.flink.source.reader;
