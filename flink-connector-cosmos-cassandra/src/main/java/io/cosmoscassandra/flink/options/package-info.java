/** The public options of the connector and the enums of their values. */
package io.cosmoscassandra.flink.options;
