package io.cosmoscassandra.flink.table;

import io.cosmoscassandra.flink.lookup.TokenPartitioner;
import java.util.Optional;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.abilities.SupportsLookupCustomShuffle;

/** A table source that shuffles a stream by token before lookups, which Flink 2.0 and later can. */
class ShuffledTableSource extends CassandraDynamicTableSource
    implements SupportsLookupCustomShuffle {

  ShuffledTableSource(Table table) {
    super(table);
  }

  ShuffledTableSource(CassandraDynamicTableSource other) {
    super(other);
  }

  /** Empty if Flink can do no better than leave the stream as it is. */
  @Override
  public Optional<InputDataPartitioner> getPartitioner() {
    return lookupTokens().map(TokenPartitioner::new);
  }

  @Override
  public DynamicTableSource copy() {
    return new ShuffledTableSource(this);
  }
}
