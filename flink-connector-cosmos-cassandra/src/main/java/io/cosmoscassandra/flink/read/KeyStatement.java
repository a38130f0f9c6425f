package io.cosmoscassandra.flink.read;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import io.cosmoscassandra.flink.codec.ValueComparator;
import io.cosmoscassandra.flink.schema.CqlName;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The statement that reads the rows of a key: the complete partition key, and clustering columns in
 * their order. Values come from the key that is looked up, or from the condition of the query.
 */
final class KeyStatement {

  /** The server stores the length of a partition key in two bytes. */
  private static final int LONGEST_PARTITION_KEY = 65_535;

  /** The bytes around each value of a partition key of several columns. */
  private static final int COMPOSITE_BYTES = 3;

  private final KeyColumns table;
  private final CqlPredicate predicate;
  private final List<KeyField> keys = new ArrayList<>();
  private final List<String> restrictions = new ArrayList<>();
  private final List<Marker> markers = new ArrayList<>();
  private final List<Check> checks = new ArrayList<>();

  /** The markers of the partition key that are no conditions of the query, which come first. */
  private final int partitionMarkers;

  /**
   * A statement.
   *
   * @throws ReadException if the key of the live table is not the one that the query was planned
   *     for
   */
  KeyStatement(KeyColumns table, LookupPlan plan) {
    this.table = table;
    this.predicate = plan.predicate();
    for (int i = 0; i < table.partition().size(); i++) {
      addPartitionColumn(i, plan);
    }
    this.partitionMarkers = markers.size();
    for (KeyColumns.Column column : table.clustering()) {
      if (!addClusteringColumn(column, plan)) {
        break;
      }
    }
    predicate.conditions().forEach(this::addCondition);
    if (keys.size() != plan.keys().size()) {
      throw changed();
    }
  }

  private sealed interface Marker {}

  /** The value of a field of the key. */
  private record OfKey(int index) implements Marker {}

  /** The value of a column in a partition that the query's condition names. */
  private record OfPartition(int column) implements Marker {}

  /** A value of the query's condition. */
  private record OfQuery(CqlValue value) implements Marker {}

  /** A condition of the query on a column whose value is part of the key. */
  private record Check(int key, CqlPredicate.Condition condition, ValueComparator order) {

    boolean isMetBy(ByteBuffer value) {
      return condition.isMetBy(value, order);
    }
  }

  private void addPartitionColumn(int i, LookupPlan plan) {
    String name = table.partition().get(i).name();
    String quoted = new CqlName(name).asCql();
    Optional<KeyField> key = plan.key(name);
    if (key.isPresent()) {
      restrictions.add(quoted + " = ?");
      markers.add(new OfKey(keys.size()));
      keys.add(key.get());
    } else if (predicate.partitions() != null) {
      restrictions.add(quoted + " = ?");
      markers.add(new OfPartition(i));
    } else if (!predicate.restrictsToPoints(name)) {
      throw changed();
    }
    // Otherwise it is one of the conditions of the query, which follow.
  }

  /** Returns whether the next clustering column may be restricted as well. */
  private boolean addClusteringColumn(KeyColumns.Column column, LookupPlan plan) {
    Optional<KeyField> key = plan.key(column.name());
    if (key.isPresent()) {
      restrictions.add(new CqlName(column.name()).asCql() + " = ?");
      markers.add(new OfKey(keys.size()));
      keys.add(key.get());
      return true;
    }
    return predicate.restrictsToPoints(column.name());
  }

  /** CQL takes no further condition on a column that is equal to a value of the key. */
  private void addCondition(CqlPredicate.Condition condition) {
    for (int i = 0; i < keys.size(); i++) {
      if (keys.get(i).column().equals(condition.column())) {
        KeyColumns.Column column = table.column(condition.column());
        checks.add(new Check(i, condition, ValueComparator.of(column.type())));
        return;
      }
    }
    restrictions.add(condition.cql(new CqlName(condition.column()).asCql()));
    condition.values().forEach(value -> markers.add(new OfQuery(value)));
  }

  private ReadException changed() {
    return new ReadException(
        "The primary key of table %s is not the one that the query was planned for. Plan the query again"
            .formatted(table.table()));
  }

  /** The fields of the key in the order of its encoded values. */
  List<KeyField> keys() {
    return keys;
  }

  /** Whether the key determines a single row. */
  boolean readsSingleRows() {
    return keys.size() == table.length();
  }

  /** The conditions in CQL. */
  String where() {
    return restrictions.stream()
        .collect(
            Collectors.joining(
                " AND ", " WHERE ", predicate.filtering() ? " ALLOW FILTERING" : ""));
  }

  /**
   * The requests for a key: one for each partition, in the order of the query; none if no row can
   * match.
   */
  List<BoundStatement> bind(BoundStatement statement, EncodedKey key) {
    List<ByteBuffer> values = key.values();
    if (checks.stream().anyMatch(check -> !check.isMetBy(values.get(check.key())))) {
      return List.of();
    }
    if (predicate.partitions() == null) {
      return bindTo(statement, values, List.of()).map(List::of).orElse(List.of());
    }
    return predicate.partitions().stream()
        .filter(partition -> matches(partition, values))
        .flatMap(partition -> bindTo(statement, values, partition.values()).stream())
        .toList();
  }

  private boolean matches(CqlPredicate.PartitionKey partition, List<ByteBuffer> values) {
    for (int i = 0; i < table.partition().size(); i++) {
      if (markers.get(i) instanceof OfKey key
          && !partition.values().get(i).bytes().equals(values.get(key.index()))) {
        return false;
      }
    }
    return true;
  }

  private Optional<BoundStatement> bindTo(
      BoundStatement statement, List<ByteBuffer> key, List<CqlValue> partition) {
    BoundStatement bound = statement;
    int partitionBytes = 0;
    int columns = table.partition().size();
    for (int i = 0; i < markers.size(); i++) {
      ByteBuffer value = value(markers.get(i), key, partition);
      if (i < partitionMarkers) {
        partitionBytes += value.remaining() + (columns == 1 ? 0 : COMPOSITE_BYTES);
      }
      bound = bound.setBytesUnsafe(i, value);
    }
    // The server rejects a request for a partition that cannot exist.
    boolean empty = partitionMarkers == columns && partitionBytes == 0;
    return empty || partitionBytes > LONGEST_PARTITION_KEY ? Optional.empty() : Optional.of(bound);
  }

  private static ByteBuffer value(Marker marker, List<ByteBuffer> key, List<CqlValue> partition) {
    if (marker instanceof OfKey ofKey) {
      return key.get(ofKey.index());
    }
    return marker instanceof OfPartition ofPartition
        ? partition.get(ofPartition.column()).bytes()
        : ((OfQuery) marker).value().bytes();
  }

  /** A key for people, as CQL writes its values. */
  String show(EncodedKey key) {
    List<ByteBuffer> values = key.values();
    List<String> shown = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      shown.add(table.show(keys.get(i).column(), values.get(i)));
    }
    return String.join(", ", shown);
  }
}
