/** Expectations of the protocol, and findings where a simulation does not meet them. */
package io.cosmoscassandra.flink.simulation.judge;
