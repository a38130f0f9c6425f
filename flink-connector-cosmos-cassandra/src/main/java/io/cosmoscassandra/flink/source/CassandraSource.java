package io.cosmoscassandra.flink.source;

import io.cosmoscassandra.flink.read.ReadPlan;
import io.cosmoscassandra.flink.schema.TableDataset;
import io.cosmoscassandra.flink.source.enumerator.CassandraEnumerator;
import io.cosmoscassandra.flink.source.enumerator.EnumeratorState;
import io.cosmoscassandra.flink.source.enumerator.EnumeratorStateSerializer;
import io.cosmoscassandra.flink.source.reader.CassandraSourceReader;
import io.cosmoscassandra.flink.source.split.CassandraSplit;
import io.cosmoscassandra.flink.source.split.CassandraSplitSerializer;
import org.apache.flink.annotation.Internal;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.lineage.LineageVertex;
import org.apache.flink.streaming.api.lineage.LineageVertexProvider;

/**
 * Reads a table of Apache Cassandra or of Azure Cosmos DB for Apache Cassandra, once from end to
 * end.
 *
 * @param <T> the elements of the stream
 */
@PublicEvolving
public final class CassandraSource<T>
    implements Source<T, CassandraSplit, EnumeratorState>,
        ResultTypeQueryable<T>,
        LineageVertexProvider {

  private static final long serialVersionUID = 1L;

  /** All that is known about the query. */
  private final ReadPlan plan;

  /** Makes elements of rows. */
  private final RowConverter<T> converter;

  /** The type of the elements. */
  private final TypeInformation<T> type;

  /**
   * A source of a planned query.
   *
   * @param plan all that is known about the query
   * @param converter makes elements of rows
   * @param type the type of the elements
   */
  @Internal
  public CassandraSource(ReadPlan plan, RowConverter<T> converter, TypeInformation<T> type) {
    this.plan = plan;
    this.converter = converter;
    this.type = type;
  }

  /**
   * Begins to build a source.
   *
   * @param <T> the elements of the stream
   * @return a builder
   */
  public static <T> CassandraSourceBuilder<T> builder() {
    return new CassandraSourceBuilder<>();
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.BOUNDED;
  }

  @Override
  public SourceReader<T, CassandraSplit> createReader(SourceReaderContext context) {
    return new CassandraSourceReader<>(context, plan, converter::convert);
  }

  @Override
  public SplitEnumerator<CassandraSplit, EnumeratorState> createEnumerator(
      SplitEnumeratorContext<CassandraSplit> context) {
    return restoreEnumerator(context, EnumeratorState.NEW);
  }

  @Override
  public SplitEnumerator<CassandraSplit, EnumeratorState> restoreEnumerator(
      SplitEnumeratorContext<CassandraSplit> context, EnumeratorState state) {
    return new CassandraEnumerator(context, plan, state);
  }

  @Override
  public SimpleVersionedSerializer<CassandraSplit> getSplitSerializer() {
    return new CassandraSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<EnumeratorState> getEnumeratorCheckpointSerializer() {
    return new EnumeratorStateSerializer();
  }

  @Override
  public TypeInformation<T> getProducedType() {
    return type;
  }

  @Override
  public LineageVertex getLineageVertex() {
    return TableDataset.of(plan.connection(), plan.declaration().name()).asSource();
  }
}
