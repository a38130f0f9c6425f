package io.cosmoscassandra.flink.commit.chunk;

import java.util.UUID;
import org.apache.flink.annotation.Internal;

/**
 * Identity of a transaction, which is one epoch of one run.
 *
 * @param run one life of one writer subtask; drawn when the writer is created, never restored
 * @param seq the number of the epoch within the run, from 1; empty epochs do not count
 */
@Internal
public record TransactionId(UUID run, long seq) {}
