/** Turns the options of a table or a builder into checked configurations. */
package io.cosmoscassandra.flink.config;
