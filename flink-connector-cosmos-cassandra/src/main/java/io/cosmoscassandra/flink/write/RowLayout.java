package io.cosmoscassandra.flink.write;

import io.cosmoscassandra.flink.schema.LatestExpiry;
import java.util.OptionalInt;
import org.apache.flink.annotation.Internal;

/**
 * Layout of the rows to encode, with the limits of the database.
 *
 * @param ignoreNulls whether a null leaves its column unchanged instead of deleting its value
 * @param ttlField the field with a row's time to live in seconds, if there is one
 * @param writetimeField the field with a row's write time, if there is one
 * @param maxRowBytes maximum size of a row, if the database has such a limit
 * @param maxPartitionKeyBytes maximum size of a partition key
 * @param latestExpiry the latest time at which a row may expire
 */
@Internal
public record RowLayout(
    boolean ignoreNulls,
    OptionalInt ttlField,
    OptionalInt writetimeField,
    OptionalInt maxRowBytes,
    int maxPartitionKeyBytes,
    LatestExpiry latestExpiry) {}
