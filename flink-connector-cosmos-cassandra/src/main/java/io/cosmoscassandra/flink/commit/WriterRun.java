package io.cosmoscassandra.flink.commit;

import java.util.UUID;
import org.apache.flink.annotation.Internal;

/**
 * One life of one writer subtask.
 *
 * @param id drawn at random when the writer is created, never restored
 * @param subtask the index of the subtask
 * @param parallelism how many subtasks there are
 * @param schemaFingerprint stands for the columns that the mutations are encoded for
 */
@Internal
public record WriterRun(UUID id, int subtask, int parallelism, long schemaFingerprint) {}
