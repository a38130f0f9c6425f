/** The connector in Flink SQL: the table factory, the dynamic sink and its metadata columns. */
package io.cosmoscassandra.flink.table;
