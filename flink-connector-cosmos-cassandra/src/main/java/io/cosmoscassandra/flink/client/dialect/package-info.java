/** Defaults and capabilities of each kind of server. */
package io.cosmoscassandra.flink.client.dialect;
