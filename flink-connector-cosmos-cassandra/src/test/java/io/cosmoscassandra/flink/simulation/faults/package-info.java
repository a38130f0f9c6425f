/** Deliberate faults in the protocol, each of which the simulation must find. */
package io.cosmoscassandra.flink.simulation.faults;
