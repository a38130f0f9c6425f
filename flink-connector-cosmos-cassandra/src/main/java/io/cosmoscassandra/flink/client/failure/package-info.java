/** Classifies the failures of requests and decides how long to back off. */
package io.cosmoscassandra.flink.client.failure;
