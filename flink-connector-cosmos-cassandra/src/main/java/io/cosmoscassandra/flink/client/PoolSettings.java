package io.cosmoscassandra.flink.client;

import io.cosmoscassandra.flink.options.Compression;
import java.io.Serializable;
import java.time.Duration;
import org.apache.flink.annotation.Internal;

/**
 * Describes the connections to one node.
 *
 * @param size the number of connections
 * @param heartbeatInterval the time without traffic after which a connection is probed
 * @param compression how traffic is compressed
 */
@Internal
public record PoolSettings(int size, Duration heartbeatInterval, Compression compression)
    implements Serializable {}
