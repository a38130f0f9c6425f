package io.cosmoscassandra.flink.kit;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.metadata.Metadata;
import com.datastax.oss.driver.api.core.metadata.schema.ClusteringOrder;
import com.datastax.oss.driver.api.core.metadata.schema.ColumnMetadata;
import com.datastax.oss.driver.api.core.metadata.schema.KeyspaceMetadata;
import com.datastax.oss.driver.api.core.metadata.schema.TableMetadata;
import com.datastax.oss.driver.api.core.metadata.schema.ViewMetadata;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.internal.core.metadata.DefaultMetadata;
import com.datastax.oss.driver.internal.core.metadata.schema.DefaultColumnMetadata;
import com.datastax.oss.driver.internal.core.metadata.schema.DefaultKeyspaceMetadata;
import com.datastax.oss.driver.internal.core.metadata.schema.DefaultTableMetadata;
import com.datastax.oss.driver.internal.core.metadata.schema.DefaultViewMetadata;
import com.datastax.oss.driver.shaded.guava.common.collect.ImmutableList;
import com.datastax.oss.driver.shaded.guava.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Builds the driver's metadata of a schema without a server. */
public final class Schemas {

  private final Map<CqlIdentifier, KeyspaceMetadata> keyspaces = new LinkedHashMap<>();

  public static Schemas schema() {
    return new Schemas();
  }

  public Schemas keyspace(String name) {
    return keyspace(name, UnaryOperator.identity());
  }

  public Schemas keyspace(String name, UnaryOperator<Keyspace> content) {
    return add(content.apply(new Keyspace(id(name))), false);
  }

  public Schemas virtualKeyspace(String name) {
    return add(new Keyspace(id(name)), true);
  }

  public Metadata build() {
    return new DefaultMetadata(Map.of(), Map.copyOf(keyspaces), null, "test") {};
  }

  private Schemas add(Keyspace keyspace, boolean virtual) {
    keyspaces.put(
        keyspace.name,
        new DefaultKeyspaceMetadata(
            keyspace.name,
            true,
            virtual,
            Map.of(),
            Map.of(),
            keyspace.tables,
            keyspace.views,
            Map.of(),
            Map.of()));
    return this;
  }

  private static CqlIdentifier id(String name) {
    return CqlIdentifier.fromInternal(name);
  }

  /** The tables and views of a keyspace. */
  public static final class Keyspace {

    private final CqlIdentifier name;
    private final Map<CqlIdentifier, TableMetadata> tables = new LinkedHashMap<>();
    private final Map<CqlIdentifier, ViewMetadata> views = new LinkedHashMap<>();

    private Keyspace(CqlIdentifier name) {
      this.name = name;
    }

    public Keyspace table(String table, UnaryOperator<Table> columns) {
      tables.put(id(table), columns.apply(new Table(name, id(table))).build());
      return this;
    }

    public Keyspace view(String view, String baseTable) {
      views.put(
          id(view),
          new DefaultViewMetadata(
              name,
              id(view),
              id(baseTable),
              true,
              null,
              new UUID(0, 1),
              ImmutableList.of(),
              ImmutableMap.of(),
              ImmutableMap.of(),
              Map.of()));
      return this;
    }
  }

  /** The columns of a table. */
  public static final class Table {

    private final CqlIdentifier keyspace;
    private final CqlIdentifier name;
    private final List<ColumnMetadata> partitionKey = new ArrayList<>();
    private final Map<ColumnMetadata, ClusteringOrder> clustering = new LinkedHashMap<>();
    private final Map<CqlIdentifier, ColumnMetadata> columns = new LinkedHashMap<>();

    private Table(CqlIdentifier keyspace, CqlIdentifier name) {
      this.keyspace = keyspace;
      this.name = name;
    }

    public Table partitionKey(String column, DataType type) {
      partitionKey.add(add(column, type, false));
      return this;
    }

    public Table clustering(String column, DataType type) {
      clustering.put(add(column, type, false), ClusteringOrder.ASC);
      return this;
    }

    public Table staticColumn(String column, DataType type) {
      add(column, type, true);
      return this;
    }

    public Table column(String column, DataType type) {
      add(column, type, false);
      return this;
    }

    private ColumnMetadata add(String column, DataType type, boolean isStatic) {
      ColumnMetadata added = new DefaultColumnMetadata(keyspace, name, id(column), type, isStatic);
      columns.put(id(column), added);
      return added;
    }

    private TableMetadata build() {
      return new DefaultTableMetadata(
          keyspace,
          name,
          new UUID(0, 2),
          false,
          false,
          partitionKey,
          clustering,
          columns,
          Map.of(),
          Map.of());
    }
  }
}
