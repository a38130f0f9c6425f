package io.cosmoscassandra.flink.sink;

import io.cosmoscassandra.flink.options.SinkDistribution;
import io.cosmoscassandra.flink.schema.MappedColumn;
import io.cosmoscassandra.flink.schema.MappedTable;
import io.cosmoscassandra.flink.schema.TableHandle;
import io.cosmoscassandra.flink.schema.TargetTableCreator;
import io.cosmoscassandra.flink.write.RowKeyHash;
import java.util.List;
import javax.annotation.Nullable;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Sends the rows of one key, or of one partition of the table, to one subtask. Rows of a key keep
 * the order in which a subtask before the sink emits them.
 *
 * <p>The key is read from the table when the job is planned. The operators of the sink are the same
 * as without a distribution, only the way to them differs.
 */
final class KeyDistribution {

  private KeyDistribution() {}

  /**
   * Distributes the input of a sink as its settings say.
   *
   * @throws io.cosmoscassandra.flink.client.failure.ConnectionException if there is no connection
   * @throws io.cosmoscassandra.flink.schema.DeclarationException if the declaration does not fit
   */
  static <T> DataStream<T> of(SinkSettings settings, RowMapper<T> mapper, DataStream<T> input) {
    if (settings.distribution() == SinkDistribution.NONE) {
      return input;
    }
    // Not keyBy, which in batch mode would sort the rows of a key.
    return input.partitionCustom(
        (Integer hash, int subtasks) -> Math.floorMod(hash, subtasks),
        new KeyHashSelector<>(mapper, key(settings)));
  }

  private static List<MappedColumn> key(SinkSettings settings) {
    try (TableHandle handle =
        TableHandle.openForWriting(
            settings.connection(),
            settings.declaration(),
            settings.intent(),
            session -> {
              if (settings.tableCreation().isPresent()) {
                new TargetTableCreator(session, TargetHandle.CREATION_TIMEOUT)
                    .create(settings.declaration(), settings.tableCreation().get());
              }
            })) {
      MappedTable table = handle.mapped();
      int columns =
          settings.distribution() == SinkDistribution.PARTITION_KEY
              ? table.partitionKeyLength()
              : table.keyLength();
      return List.copyOf(table.columns().subList(0, columns));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the job was planned", e);
    }
  }

  /** Selects the hash of the key of an element's row. */
  private static final class KeyHashSelector<T>
      implements KeySelector<T, Integer>, ResultTypeQueryable<Integer> {

    private final RowMapper<T> mapper;
    private final List<MappedColumn> key;
    @Nullable private transient RowKeyHash hash;

    KeyHashSelector(RowMapper<T> mapper, List<MappedColumn> key) {
      this.mapper = mapper;
      this.key = key;
    }

    @Override
    public Integer getKey(T element) throws Exception {
      if (hash == null) {
        hash = new RowKeyHash(key);
      }
      return hash.of(mapper.map(element));
    }

    @Override
    public TypeInformation<Integer> getProducedType() {
      return Types.INT;
    }
  }
}
