package io.cosmoscassandra.flink.commit.store;

import org.apache.flink.annotation.Internal;

/**
 * Columns beside the value of a register that help operators; no decision rests on them.
 *
 * @param subtask the index of the subtask that wrote the rows
 * @param parallelism the number of subtasks
 * @param checkpoint the checkpoint that the rows belong to, or 0 if there was none
 * @param rows the number of rows of the transaction
 * @param atMillis the time at which the register was written, by the clock of its writer
 */
@Internal
public record RegisterNote(
    int subtask, int parallelism, long checkpoint, long rows, long atMillis) {}
