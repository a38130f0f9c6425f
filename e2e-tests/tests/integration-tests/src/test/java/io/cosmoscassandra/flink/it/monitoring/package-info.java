/** What operators see of a running job: the dashboard, and the figures that an autoscaler uses. */
package io.cosmoscassandra.flink.it.monitoring;
