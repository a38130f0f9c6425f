package io.cosmoscassandra.flink.commit.store;

import io.cosmoscassandra.flink.client.ConsistencyChoice;
import java.io.Serializable;
import org.apache.flink.annotation.Internal;

/**
 * Settings of the committer tables.
 *
 * @param names the names of the tables
 * @param create whether the sink creates the tables
 * @param options the user's CQL after WITH; may be empty
 * @param consistency the consistency level of every read and write, if the tables support it
 */
@Internal
public record CommitterTableSettings(
    CommitterTableNames names, boolean create, String options, ConsistencyChoice consistency)
    implements Serializable {}
