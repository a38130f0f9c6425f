package io.cosmoscassandra.flink.commit.store;

import org.apache.flink.annotation.Internal;

/**
 * What stands beside a register for people to read; nothing is decided by it.
 *
 * @param subtask the index of the subtask that wrote the rows
 * @param parallelism how many subtasks there were
 * @param checkpoint the checkpoint that the rows belong to, or 0 if there was none
 * @param rows the rows of the transaction
 * @param atMillis when it was written, by the clock of the one who wrote it
 */
@Internal
public record RegisterNote(
    int subtask, int parallelism, long checkpoint, long rows, long atMillis) {}
