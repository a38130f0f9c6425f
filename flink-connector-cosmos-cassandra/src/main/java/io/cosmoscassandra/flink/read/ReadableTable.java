package io.cosmoscassandra.flink.read;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.metadata.schema.ColumnMetadata;
import com.datastax.oss.driver.api.core.metadata.schema.RelationMetadata;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.datastax.oss.driver.api.core.type.ListType;
import com.datastax.oss.driver.api.core.type.MapType;
import com.datastax.oss.driver.api.core.type.SetType;
import com.datastax.oss.driver.api.core.type.UserDefinedType;
import io.cosmoscassandra.flink.codec.IncompatibleTypeException;
import io.cosmoscassandra.flink.codec.ValueCodec;
import io.cosmoscassandra.flink.codec.ValueCodecs;
import io.cosmoscassandra.flink.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.types.logical.LogicalType;

/**
 * A live table with the fields that are read of it: knows what to select, and how to decode it.
 *
 * @param key the primary key
 * @param selectedKey the columns that each row begins with: the primary key, or none if the server
 *     computes a row out of many
 * @param select the list of selected expressions in CQL
 * @param fields the decoders of the fields, in the order of the rows that are produced
 */
record ReadableTable(
    KeyColumns key, KeyColumns selectedKey, String select, List<RowDecoder.CellDecoder> fields) {

  ReadableTable {
    fields = List.copyOf(fields);
  }

  /**
   * A table that has passed validation.
   *
   * @throws IllegalStateException if a field has no column of a fitting type, since that has been
   *     validated
   */
  static ReadableTable of(RelationMetadata table, List<ReadField> fields) {
    KeyColumns key = keyOf(table);
    boolean aggregate = fields.stream().anyMatch(ReadField::isAggregate);
    KeyColumns selectedKey = aggregate ? key.none() : key;
    SelectList select = new SelectList(selectedKey);
    List<RowDecoder.CellDecoder> decoders = new ArrayList<>();
    for (ReadField field : fields) {
      decoders.add(decoder(field, table, key, select));
    }
    return new ReadableTable(key, selectedKey, select.cql(), decoders);
  }

  /** A decoder for the thread that asks. */
  RowDecoder newDecoder() {
    return new RowDecoder(selectedKey, fields);
  }

  private static KeyColumns keyOf(RelationMetadata table) {
    List<KeyColumns.Column> partition = new ArrayList<>();
    for (ColumnMetadata column : table.getPartitionKey()) {
      partition.add(new KeyColumns.Column(column.getName().asInternal(), column.getType(), null));
    }
    List<KeyColumns.Column> clustering = new ArrayList<>();
    table
        .getClusteringColumns()
        .forEach(
            (column, order) ->
                clustering.add(
                    new KeyColumns.Column(column.getName().asInternal(), column.getType(), order)));
    TableName name = new TableName(table.getKeyspace().asInternal(), table.getName().asInternal());
    return new KeyColumns(name, partition, clustering);
  }

  private static RowDecoder.CellDecoder decoder(
      ReadField field, RelationMetadata table, KeyColumns key, SelectList select) {
    if (field instanceof ReadField.Aggregate aggregate) {
      return aggregate(aggregate, table, key, select);
    }
    if (field instanceof ReadField.Column column) {
      return value(column.name(), column.type(), select.column(column.name()), table);
    }
    if (field instanceof ReadField.Part part) {
      return part(part, table, select);
    }
    if (field instanceof ReadField.Writetime writetime) {
      return writetime(
          "writetime(" + writetime.column() + ")", List.of(writetime.column()), select);
    }
    if (field instanceof ReadField.Ttl ttl) {
      return ttl("ttl(" + ttl.column() + ")", List.of(ttl.column()), select);
    }
    if (field instanceof ReadField.RowWritetime) {
      return writetime("writetime", columnsWithWritetime(table), select);
    }
    if (field instanceof ReadField.RowTtl) {
      return ttl("ttl", columnsWithWritetime(table), select);
    }
    if (field instanceof ReadField.Score score) {
      return new CellDecoders.Score(
          score.column(), select.similarity(score.similarity(), score.column()));
    }
    return new CellDecoders.Bigint("token", select.token(key));
  }

  private static RowDecoder.CellDecoder aggregate(
      ReadField.Aggregate field, RelationMetadata table, KeyColumns key, SelectList select) {
    if (field instanceof ReadField.CountOfValues count) {
      return new CellDecoders.Bigint(count.column(), select.function("count", count.column()));
    }
    if (field instanceof ReadField.Minimum min) {
      return value(min.column(), min.type(), select.function("min", min.column()), table);
    }
    if (field instanceof ReadField.Maximum max) {
      return value(max.column(), max.type(), select.function("max", max.column()), table);
    }
    return new CellDecoders.Bigint("count(*)", select.countOfRows(key));
  }

  private static RowDecoder.CellDecoder value(
      String name, LogicalType type, int cell, RelationMetadata table) {
    return new CellDecoders.Value(name, cell, codec(name, type, live(table, name).getType()));
  }

  /** The key is selected whole in any case. */
  private static RowDecoder.CellDecoder part(
      ReadField.Part part, RelationMetadata table, SelectList select) {
    ColumnMetadata live = live(table, part.column());
    SelectedPart selected =
        table.getPrimaryKey().contains(live)
            ? SelectedPart.whole(part, live.getType())
            : SelectedPart.smallest(part, live.getType());
    String name = selected.name();
    return new CellDecoders.Part(
        name,
        select.part(part.column(), selected.fields()),
        codec(name, selected.flinkType(), selected.cqlType()),
        selected.getters());
  }

  private static ColumnMetadata live(RelationMetadata table, String name) {
    return table
        .getColumn(CqlIdentifier.fromInternal(name))
        .orElseThrow(() -> new IllegalStateException(name + " was not validated"));
  }

  private static ValueCodec codec(String name, LogicalType type, DataType live) {
    try {
      return ValueCodecs.between(type, live);
    } catch (IncompatibleTypeException e) {
      throw new IllegalStateException(name + " was not validated", e);
    }
  }

  private static RowDecoder.CellDecoder writetime(
      String name, List<String> columns, SelectList select) {
    return new CellDecoders.Writetime(name, columns.stream().map(select::writetime).toList());
  }

  private static RowDecoder.CellDecoder ttl(String name, List<String> columns, SelectList select) {
    return new CellDecoders.Ttl(
        name,
        columns.stream().map(select::writetime).toList(),
        columns.stream().map(select::ttl).toList());
  }

  /**
   * The columns whose write time CQL tells as one value. Counters have none, nor does the key; a
   * collection that is not frozen has one for each element.
   */
  static List<String> columnsWithWritetime(RelationMetadata table) {
    return table.getColumns().values().stream()
        .filter(column -> !table.getPrimaryKey().contains(column))
        .filter(column -> !isMultiCell(column))
        .filter(column -> !column.getType().equals(DataTypes.COUNTER))
        .map(column -> column.getName().asInternal())
        .toList();
  }

  private static boolean isMultiCell(ColumnMetadata column) {
    return (column.getType() instanceof ListType list && !list.isFrozen())
        || (column.getType() instanceof SetType set && !set.isFrozen())
        || (column.getType() instanceof MapType map && !map.isFrozen())
        || (column.getType() instanceof UserDefinedType udt && !udt.isFrozen());
  }
}
