/** The catalog of Flink SQL: keyspaces as databases, live tables without declarations, and DDL. */
package io.cosmoscassandra.flink.table.catalog;
