package io.cosmoscassandra.flink.read;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import io.cosmoscassandra.flink.codec.ValueComparator;
import io.cosmoscassandra.flink.read.page.ReadException;
import io.cosmoscassandra.flink.schema.cql.CqlName;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The statement that reads the rows of a key: the complete partition key, clustering columns in
 * their order, and what else the condition of the query says. Values come from the key that is
 * looked up, or from that condition.
 */
final class KeyStatement implements LookupStatement {

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
  private final Set<CqlPredicate.Condition> enforced = new HashSet<>();

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
    for (KeyColumns.Column column : table.clustering()) {
      if (!addClusteringColumn(column, plan)) {
        break;
      }
    }
    predicate.conditions().stream().filter(c -> !enforced.contains(c)).forEach(this::add);
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
    KeyColumns.Column column = table.partition().get(i);
    Optional<KeyField> key = plan.key(column.name());
    if (key.isPresent()) {
      addKey(column, key.get());
    } else if (predicate.partitions() != null) {
      restrictions.add(new CqlName(column.name()).asCql() + " = ?");
      markers.add(new OfPartition(i));
    } else {
      List<CqlPredicate.Condition> conditions = conditionsOn(column);
      // With one value for each column, a request has one partition, and the driver knows its
      // nodes.
      if (conditions.isEmpty() || conditions.get(0).operator() != CqlPredicate.Operator.EQUAL) {
        throw changed();
      }
      conditions.forEach(this::add);
    }
  }

  /** Returns whether the next clustering column may be restricted as well. */
  private boolean addClusteringColumn(KeyColumns.Column column, LookupPlan plan) {
    Optional<KeyField> key = plan.key(column.name());
    if (key.isPresent()) {
      addKey(column, key.get());
      return true;
    }
    List<CqlPredicate.Condition> conditions = conditionsOn(column);
    conditions.forEach(this::add);
    return !conditions.isEmpty() && conditions.get(0).operator().isPoints();
  }

  private List<CqlPredicate.Condition> conditionsOn(KeyColumns.Column column) {
    return predicate.conditions().stream().filter(c -> c.column().equals(column.name())).toList();
  }

  /** A column whose value is part of the key that is looked up. */
  private void addKey(KeyColumns.Column column, KeyField key) {
    for (CqlPredicate.Condition condition : conditionsOn(column)) {
      checks.add(new Check(keys.size(), condition, ValueComparator.of(column.type())));
      enforced.add(condition);
    }
    restrictions.add(new CqlName(column.name()).asCql() + " = ?");
    markers.add(new OfKey(keys.size()));
    keys.add(key);
  }

  /** A condition that the server evaluates. */
  private void add(CqlPredicate.Condition condition) {
    restrictions.add(condition.cql(new CqlName(condition.column()).asCql()));
    condition.values().forEach(value -> markers.add(new OfQuery(value)));
    enforced.add(condition);
  }

  private ReadException changed() {
    return new ReadException(
        "The primary key of table %s is not the one that the query was planned for. Plan the query again"
            .formatted(table.table()));
  }

  @Override
  public List<KeyField> keys() {
    return keys;
  }

  @Override
  public boolean readsSingleRows() {
    return keys.size() == table.length();
  }

  @Override
  public String where() {
    return restrictions.stream()
        .collect(
            Collectors.joining(
                " AND ", " WHERE ", predicate.filtering() ? " ALLOW FILTERING" : ""));
  }

  /** One request for each partition, in the order of the query. */
  @Override
  public List<BoundStatement> bind(BoundStatement statement, EncodedKey key) {
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
      if (i < columns) {
        partitionBytes += value.remaining() + (columns == 1 ? 0 : COMPOSITE_BYTES);
      }
      bound = bound.setBytesUnsafe(i, value);
    }
    // The server rejects a request for a partition that cannot exist.
    return partitionBytes == 0 || partitionBytes > LONGEST_PARTITION_KEY
        ? Optional.empty()
        : Optional.of(bound);
  }

  private static ByteBuffer value(Marker marker, List<ByteBuffer> key, List<CqlValue> partition) {
    if (marker instanceof OfKey ofKey) {
      return key.get(ofKey.index());
    }
    return marker instanceof OfPartition ofPartition
        ? partition.get(ofPartition.column()).bytes()
        : ((OfQuery) marker).value().bytes();
  }
}
