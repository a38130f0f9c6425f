/** The catalog, its DDL, and the statements that change rows. */
package io.cosmoscassandra.flink.it.catalog;
