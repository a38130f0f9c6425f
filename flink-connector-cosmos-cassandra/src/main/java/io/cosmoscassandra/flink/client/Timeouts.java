package io.cosmoscassandra.flink.client;

import java.io.Serializable;
import java.time.Duration;
import org.apache.flink.annotation.Internal;

/**
 * Limits how long the driver waits for a server.
 *
 * @param connection the limit for opening a connection, including the login
 * @param request the limit for the response to a request
 */
@Internal
public record Timeouts(Duration connection, Duration request) implements Serializable {}
