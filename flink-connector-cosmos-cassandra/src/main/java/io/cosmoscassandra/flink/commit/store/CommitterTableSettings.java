package io.cosmoscassandra.flink.commit.store;

import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import java.io.Serializable;
import org.apache.flink.annotation.Internal;

/**
 * Where the committer's tables are and how they are used.
 *
 * @param names what they are called
 * @param create whether the sink creates them
 * @param options what the user wants to follow WITH; may be empty
 * @param consistency the level of every read and write
 */
@Internal
public record CommitterTableSettings(
    CommitterTableNames names, boolean create, String options, DefaultConsistencyLevel consistency)
    implements Serializable {}
