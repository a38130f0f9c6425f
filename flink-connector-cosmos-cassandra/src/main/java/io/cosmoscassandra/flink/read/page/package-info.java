/** Pages of rows: requests for them, how large they are, and their cells. */
package io.cosmoscassandra.flink.read.page;
