package io.cosmoscassandra.flink.read;

import java.io.Serializable;
import org.apache.flink.annotation.Internal;
import org.apache.flink.table.types.logical.LogicalType;

/**
 * A field of the keys that are looked up, which is the value of a key column.
 *
 * @param position the position in the row of the key
 * @param column the column's name in Cassandra
 * @param type the column's declared type
 */
@Internal
public record KeyField(int position, String column, LogicalType type) implements Serializable {}
