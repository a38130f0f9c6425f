/** Clocks, timers and polling, replaceable in tests. */
package io.cosmoscassandra.flink.time;
