/** The format in which a transaction is staged: mutations, cut into compressed chunks. */
package io.cosmoscassandra.flink.commit.chunk;
