/** Names and types as CQL writes them. */
package io.cosmoscassandra.flink.schema.cql;
