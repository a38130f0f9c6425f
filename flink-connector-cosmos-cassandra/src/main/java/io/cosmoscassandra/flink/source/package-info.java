/** The face of the connector as a FLIP-27 source. */
package io.cosmoscassandra.flink.source;
