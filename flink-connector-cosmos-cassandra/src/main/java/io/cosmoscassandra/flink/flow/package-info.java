/** Flow control that writing and reading share: congestion window, pace, outage and rate limits. */
package io.cosmoscassandra.flink.flow;
