/**
 * Flow control that writing and reading share: congestion window, pace, outage, rate limits, and
 * the retrying of single requests.
 */
package io.cosmoscassandra.flink.flow;
