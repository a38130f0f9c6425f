/** Flink jobs that run the production writers and committers in the simulated world. */
package io.cosmoscassandra.flink.simulation.job;
