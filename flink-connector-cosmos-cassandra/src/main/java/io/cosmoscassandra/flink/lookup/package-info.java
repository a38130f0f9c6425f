/**
 * The face of the connector for lookup joins: lookup functions, their sharing of requests, caches.
 */
package io.cosmoscassandra.flink.lookup;
