/** Transactions of the exactly-once sink: staged epoch by epoch, replayed by the committer. */
package io.cosmoscassandra.flink.commit;
