/** Tests of declarations beside the live table, and of tables that the sink creates. */
package io.cosmoscassandra.flink.it.schema;
