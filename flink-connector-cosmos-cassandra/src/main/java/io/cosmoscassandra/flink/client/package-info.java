/** Sessions of the Cassandra driver: their settings, sharing and opening. */
package io.cosmoscassandra.flink.client;
