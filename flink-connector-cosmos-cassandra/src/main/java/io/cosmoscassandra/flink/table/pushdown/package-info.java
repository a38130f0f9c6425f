/** The rules by which parts of a query are left to the server. */
package io.cosmoscassandra.flink.table.pushdown;
