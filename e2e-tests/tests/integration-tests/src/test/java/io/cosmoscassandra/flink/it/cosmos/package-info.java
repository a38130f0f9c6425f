/** Tests against the stand-in for Azure Cosmos DB for Apache Cassandra. */
package io.cosmoscassandra.flink.it.cosmos;
