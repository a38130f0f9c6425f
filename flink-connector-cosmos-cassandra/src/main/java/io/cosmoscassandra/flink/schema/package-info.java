/** A declared table beside the live table: lookup, validation and CREATE TABLE. */
package io.cosmoscassandra.flink.schema;
