package io.cosmoscassandra.flink.table;

import io.cosmoscassandra.flink.client.ConnectionSettings;
import io.cosmoscassandra.flink.config.LookupConfiguration;
import io.cosmoscassandra.flink.lookup.LookupProviders;
import io.cosmoscassandra.flink.lookup.Lookups;
import io.cosmoscassandra.flink.read.CqlPredicate;
import io.cosmoscassandra.flink.read.KeyTokens;
import io.cosmoscassandra.flink.read.ReadField;
import io.cosmoscassandra.flink.read.ReadPlan;
import io.cosmoscassandra.flink.read.ReadableMetadata;
import io.cosmoscassandra.flink.read.VectorPlan;
import io.cosmoscassandra.flink.read.page.ReadSettings;
import io.cosmoscassandra.flink.schema.TableDeclaration;
import io.cosmoscassandra.flink.source.CassandraSource;
import io.cosmoscassandra.flink.table.pushdown.AggregatePushDown;
import io.cosmoscassandra.flink.table.pushdown.FilterPushDown;
import io.cosmoscassandra.flink.table.pushdown.PushableTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import javax.annotation.Nullable;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.LookupTableSource;
import org.apache.flink.table.connector.source.ScanTableSource;
import org.apache.flink.table.connector.source.SourceProvider;
import org.apache.flink.table.connector.source.abilities.SupportsAggregatePushDown;
import org.apache.flink.table.connector.source.abilities.SupportsFilterPushDown;
import org.apache.flink.table.connector.source.abilities.SupportsLimitPushDown;
import org.apache.flink.table.connector.source.abilities.SupportsProjectionPushDown;
import org.apache.flink.table.connector.source.abilities.SupportsReadingMetadata;
import org.apache.flink.table.connector.source.abilities.SupportsStatisticReport;
import org.apache.flink.table.connector.source.lookup.LookupOptions;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.expressions.AggregateExpression;
import org.apache.flink.table.expressions.ResolvedExpression;
import org.apache.flink.table.plan.stats.TableStats;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.RowType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A table as a source of Flink SQL. What the planner pushes down goes into the {@link Query}. */
class CassandraDynamicTableSource
    implements ScanTableSource,
        LookupTableSource,
        SupportsAggregatePushDown,
        SupportsProjectionPushDown,
        SupportsFilterPushDown,
        SupportsLimitPushDown,
        SupportsReadingMetadata,
        SupportsStatisticReport {

  private static final Logger LOG = LoggerFactory.getLogger(CassandraDynamicTableSource.class);

  private final Table table;

  /** Shared by all copies, since the planner makes many of them. */
  private final TableInquiry inquiry;

  private Query query;

  /** Not part of the source's identity: the planner asks for lookups as often as it likes. */
  @Nullable private Lookups plannedLookups;

  CassandraDynamicTableSource(Table table) {
    this.table = table;
    this.inquiry = new TableInquiry(table);
    this.query = Query.ofAll(table);
  }

  /** A copy. */
  CassandraDynamicTableSource(CassandraDynamicTableSource other) {
    this.table = other.table;
    this.inquiry = other.inquiry;
    this.query = other.query;
    this.plannedLookups = other.plannedLookups;
  }

  /**
   * The table as it is declared.
   *
   * @param rowType the type of its physical columns
   * @param settings how rows are read
   * @param lookup how rows are looked up
   * @param parallelism the parallelism that the user wants; null for Flink's own
   */
  record Table(
      ConnectionSettings connection,
      TableDeclaration declaration,
      DataType rowType,
      ReadSettings settings,
      LookupConfiguration lookup,
      @Nullable Integer parallelism) {

    ReadableMetadata metadata() {
      return ReadableMetadata.of(declaration);
    }
  }

  /**
   * The part of a query that concerns the table.
   *
   * @param columns the physical columns that are read
   * @param metadata the keys of the metadata columns that are read
   * @param rowType the type of the rows that are produced
   */
  record Query(
      List<ReadField> columns,
      List<String> metadata,
      DataType rowType,
      CqlPredicate predicate,
      long limit) {

    Query {
      columns = List.copyOf(columns);
      metadata = List.copyOf(metadata);
    }

    static Query ofAll(Table table) {
      return new Query(
          table.declaration().fields().stream().map(Query::column).toList(),
          List.of(),
          table.rowType(),
          CqlPredicate.ALL,
          ReadPlan.NO_LIMIT);
    }

    private static ReadField column(TableDeclaration.Field field) {
      return new ReadField.Column(field.name(), field.type());
    }

    /** What is found by going from a column into the rows that it consists of. */
    private static ReadField columnOrPart(Table table, int[] path) {
      TableDeclaration.Field field = table.declaration().fields().get(path[0]);
      return path.length == 1
          ? column(field)
          : new ReadField.Part(
              field.name(),
              (RowType) field.type(),
              Arrays.stream(path, 1, path.length).boxed().toList());
    }

    /** The names under which the rows have parts of columns. A column may have such a name, too. */
    Set<String> namesOfParts() {
      Set<String> names = new HashSet<>();
      for (int i = 0; i < columns.size(); i++) {
        if (columns.get(i) instanceof ReadField.Part) {
          names.add(DataType.getFieldNames(rowType).get(i));
        }
      }
      return names;
    }

    Query withColumns(List<ReadField> projected, DataType type) {
      return new Query(projected, metadata, type, predicate, limit);
    }

    Query withMetadata(List<String> keys, DataType type) {
      return new Query(columns, keys, type, predicate, limit);
    }

    Query withPredicate(CqlPredicate pushed) {
      return new Query(columns, metadata, rowType, pushed, limit);
    }

    Query withLimit(long rows) {
      return new Query(columns, metadata, rowType, predicate, rows);
    }
  }

  @Override
  public ChangelogMode getChangelogMode() {
    return ChangelogMode.insertOnly();
  }

  @Override
  public ScanRuntimeProvider getScanRuntimeProvider(ScanContext context) {
    CassandraSource<RowData> source =
        new CassandraSource<>(plan(), row -> row, context.createTypeInformation(query.rowType()));
    return SourceProvider.of(source, table.parallelism());
  }

  private ReadPlan plan() {
    return new ReadPlan(
        table.connection(),
        table.declaration(),
        fields(),
        query.predicate(),
        query.limit(),
        table.settings());
  }

  private List<ReadField> fields() {
    List<ReadField> fields = new ArrayList<>(query.columns());
    ReadableMetadata metadata = table.metadata();
    query.metadata().forEach(name -> fields.add(metadata.field(name)));
    return fields;
  }

  @Override
  public LookupRuntimeProvider getLookupRuntimeProvider(LookupContext context) {
    if (table.lookup().cache().type() == LookupOptions.LookupCacheType.FULL) {
      return LookupProviders.ofCopy(plan(), table.lookup());
    }
    Lookups lookups =
        LookupPlanner.plan(
            inquiry.key(), table, fields(), query.rowType(), query.predicate(), context.getKeys());
    plannedLookups = lookups;
    return LookupProviders.of(lookups, table.lookup());
  }

  /** The tokens of the keys of the lookups that were planned last; empty if these have none. */
  Optional<KeyTokens> lookupTokens() {
    return Optional.ofNullable(plannedLookups)
        .flatMap(lookups -> LookupPlanner.tokens(inquiry.key(), lookups));
  }

  /** The plan of a search for vectors near those of a column. */
  VectorPlan vectorPlan(int[][] searchColumns) {
    return VectorPlanner.plan(inquiry.key(), table, fields(), query.predicate(), searchColumns);
  }

  @Override
  public boolean supportsNestedProjection() {
    return table.connection().dialect().selectsFields();
  }

  @Override
  public void applyProjection(int[][] projectedFields, DataType producedDataType) {
    List<ReadField> columns =
        Arrays.stream(projectedFields).map(path -> Query.columnOrPart(table, path)).toList();
    query = query.withColumns(columns, producedDataType);
  }

  @Override
  public Result applyFilters(List<ResolvedExpression> filters) {
    FilterPushDown.Result divided = FilterPushDown.divide(pushable(), filters);
    query = query.withPredicate(divided.predicate());
    return Result.of(divided.accepted(), divided.remaining());
  }

  private PushableTable pushable() {
    return inquiry.key().pushable().without(query.namesOfParts());
  }

  /**
   * Only if nothing is left to Flink between the rows and the aggregates, as the planner has it.
   */
  @Override
  public boolean applyAggregates(
      List<int[]> groupingSets, List<AggregateExpression> aggregates, DataType producedDataType) {
    boolean ofAllRows = groupingSets.size() == 1 && groupingSets.get(0).length == 0;
    if (!ofAllRows
        || query.limit() != ReadPlan.NO_LIMIT
        || !table.connection().dialect().computesAggregates()) {
      return false;
    }
    Optional<List<ReadField>> fields =
        AggregatePushDown.fields(pushable(), aggregates, producedDataType);
    fields.ifPresent(
        computed ->
            query =
                query
                    .withMetadata(List.of(), producedDataType)
                    .withColumns(computed, producedDataType));
    return fields.isPresent();
  }

  /**
   * The number of rows where it is true; the planner has its own guess for other tables. A database
   * that does not tell it ends no planning: the job tells what is wrong when it starts.
   */
  @Override
  public TableStats reportStatistics() {
    OptionalLong rows;
    try {
      rows = inquiry.rows();
    } catch (ValidationException e) {
      LOG.info("Table {} is planned without its size", table.declaration().name(), e);
      return TableStats.UNKNOWN;
    }
    if (rows.isEmpty()) {
      return TableStats.UNKNOWN;
    }
    List<CqlPredicate.PartitionKey> partitions = query.predicate().partitions();
    long atMost = partitions == null ? query.limit() : Math.min(query.limit(), partitions.size());
    return new TableStats(Math.min(rows.getAsLong(), atMost));
  }

  @Override
  public void applyLimit(long limit) {
    query = query.withLimit(limit);
  }

  @Override
  public Map<String, DataType> listReadableMetadata() {
    return table.metadata().types();
  }

  @Override
  public void applyReadableMetadata(List<String> metadataKeys, DataType producedDataType) {
    query = query.withMetadata(metadataKeys, producedDataType);
  }

  @Override
  public DynamicTableSource copy() {
    return new CassandraDynamicTableSource(this);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CassandraDynamicTableSource that
        && table.equals(that.table)
        && query.equals(that.query);
  }

  @Override
  public int hashCode() {
    return Objects.hash(table, query);
  }

  @Override
  public String asSummaryString() {
    return "Cassandra[%s]".formatted(table.declaration().name());
  }
}
