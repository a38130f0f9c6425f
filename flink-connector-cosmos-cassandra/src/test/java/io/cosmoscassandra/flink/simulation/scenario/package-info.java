/** What a simulation is given, drawn from a seed: input, settings and incidents. */
package io.cosmoscassandra.flink.simulation.scenario;
