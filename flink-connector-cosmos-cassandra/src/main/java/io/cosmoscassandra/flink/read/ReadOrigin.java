package io.cosmoscassandra.flink.read;

import java.util.UUID;
import javax.annotation.Nullable;
import org.apache.flink.annotation.Internal;

/**
 * The rows among which a place lies: a place that was reached in one query of one table means
 * nothing in another.
 *
 * @param tableId the server's own id of the table; null where servers tell none
 * @param conditions a checksum of the conditions that the server evaluates
 */
@Internal
public record ReadOrigin(@Nullable UUID tableId, int conditions) {}
