package io.cosmoscassandra.flink.write;

import java.util.OptionalInt;
import org.apache.flink.annotation.Internal;

/**
 * The rows that the encoder takes, and the limits that the database sets for them.
 *
 * @param ignoreNulls whether a null leaves its column as it is instead of deleting it
 * @param ttlField the field with a row's time to live in seconds, if there is one
 * @param writetimeField the field with a row's write time, if there is one
 * @param maxRowBytes the largest row that the database takes, if it says so
 * @param maxPartitionKeyBytes the longest partition key that the database takes
 */
@Internal
public record RowLayout(
    boolean ignoreNulls,
    OptionalInt ttlField,
    OptionalInt writetimeField,
    OptionalInt maxRowBytes,
    int maxPartitionKeyBytes) {}
