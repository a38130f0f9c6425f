package io.cosmoscassandra.flink.commit.chunk;

import java.util.UUID;
import org.apache.flink.annotation.Internal;

/**
 * What a transaction is known by: one epoch of one run.
 *
 * @param run one life of one writer subtask; drawn when the writer is created, never restored
 * @param seq 1 for the run's first epoch that held anything, and so on
 */
@Internal
public record TransactionId(UUID run, long seq) {}
