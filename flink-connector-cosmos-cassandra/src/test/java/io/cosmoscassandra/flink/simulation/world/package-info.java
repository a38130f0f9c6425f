/** The simulated machines, their network, and the database with its tables. */
package io.cosmoscassandra.flink.simulation.world;
