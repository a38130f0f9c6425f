/**
 * Extensions of the driver; the only package that knows its internals, its native protocol and
 * Netty.
 */
package io.cosmoscassandra.flink.client.driver;
