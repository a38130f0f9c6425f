/** Reading: which rows a query gets, and with how many requests. */
package io.cosmoscassandra.flink.it.read;
