/** Statements that change many rows with few requests, which the client sends by itself. */
package io.cosmoscassandra.flink.table.statement;
