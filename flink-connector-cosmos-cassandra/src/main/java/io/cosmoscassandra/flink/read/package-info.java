/** Rows on their way out of a table: statements, pages fetched ahead, and the row decoder. */
package io.cosmoscassandra.flink.read;
