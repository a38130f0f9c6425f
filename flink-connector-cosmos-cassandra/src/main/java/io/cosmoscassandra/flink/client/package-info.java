/**
 * Sessions of the Cassandra driver: their settings, how they are opened and how they are shared.
 */
package io.cosmoscassandra.flink.client;
