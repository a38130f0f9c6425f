/** Tests of writing exactly once: checkpoints, commits, savepoints, and failures between them. */
package io.cosmoscassandra.flink.it.commit;
