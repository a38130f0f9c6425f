/** Behavior that depends on the version of the server. */
package io.cosmoscassandra.flink.it.servers;
