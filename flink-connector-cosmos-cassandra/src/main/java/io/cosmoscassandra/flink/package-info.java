/**
 * The Flink connector for Apache Cassandra and Azure Cosmos DB for Apache Cassandra, one package
 * per role.
 */
package io.cosmoscassandra.flink;
