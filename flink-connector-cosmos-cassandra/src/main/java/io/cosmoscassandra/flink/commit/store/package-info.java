/** The committer tables: what is stored in them, how they are created, read and written. */
package io.cosmoscassandra.flink.commit.store;
