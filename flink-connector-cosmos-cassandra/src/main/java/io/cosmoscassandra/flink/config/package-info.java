/** Reads options into validated settings, for each role of the connector. */
package io.cosmoscassandra.flink.config;
