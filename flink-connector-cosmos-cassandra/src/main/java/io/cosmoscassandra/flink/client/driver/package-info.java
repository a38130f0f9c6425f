/** Extensions of the driver that depend on its internals, its native protocol or Netty. */
package io.cosmoscassandra.flink.client.driver;
