/** Virtual time: a scheduler on which the threads of simulated processes take turns. */
package io.cosmoscassandra.flink.simulation.time;
