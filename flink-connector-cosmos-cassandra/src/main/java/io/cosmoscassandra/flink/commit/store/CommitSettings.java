package io.cosmoscassandra.flink.commit.store;

import io.cosmoscassandra.flink.client.failure.RetrySettings;
import io.cosmoscassandra.flink.options.MissingTransactionPolicy;
import java.io.Serializable;
import java.time.Duration;
import org.apache.flink.annotation.Internal;

/**
 * Settings for staging and committing transactions, with every default resolved.
 *
 * @param sink the identity of the sink in the committer tables
 * @param target the full name of the table that the sink writes to
 * @param chunks form and lifetime of the staged chunks
 * @param staging limits on staging
 * @param onMissing what becomes of a transaction that cannot be applied any more
 * @param retry how requests to the committer tables are retried; a missing chunk is waited for as
 *     long as one request
 * @param zombieGuard how old the latest look at the mark may be while rows are being applied
 */
@Internal
public record CommitSettings(
    String sink,
    String target,
    ChunkSettings chunks,
    StagingLimits staging,
    MissingTransactionPolicy onMissing,
    RetrySettings retry,
    Duration zombieGuard)
    implements Serializable {}
