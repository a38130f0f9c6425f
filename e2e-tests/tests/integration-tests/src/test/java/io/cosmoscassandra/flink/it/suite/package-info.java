/** The acceptance suites that Flink has for connectors. */
package io.cosmoscassandra.flink.it.suite;
