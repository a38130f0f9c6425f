/**
 * Simulation of the exactly-once protocol: runs drawn scenarios, and reports and shrinks those that
 * fail.
 */
package io.cosmoscassandra.flink.simulation;
