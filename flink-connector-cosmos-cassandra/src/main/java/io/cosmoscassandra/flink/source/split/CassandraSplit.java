package io.cosmoscassandra.flink.source.split;

import io.cosmoscassandra.flink.read.CqlPredicate;
import io.cosmoscassandra.flink.read.ReadPosition;
import java.util.List;
import java.util.UUID;
import javax.annotation.Nullable;
import org.apache.flink.annotation.Internal;
import org.apache.flink.api.connector.source.SourceSplit;

/** A part of a table that one reader reads, with the place that it has reached in it. */
@Internal
public sealed interface CassandraSplit extends SourceSplit {

  /** The place to continue from. */
  ReadPosition position();

  /** The same part of the table, to be continued from another place. */
  CassandraSplit at(ReadPosition position);

  /** The server's own id of the table whose part it is; null until a reader has opened it. */
  @Nullable
  UUID tableId();

  /** The same part of a table that is open. */
  CassandraSplit of(@Nullable UUID table);

  /**
   * The rows of a range of tokens.
   *
   * @param fromToken the token behind which the range begins
   * @param toToken the last token of the range
   */
  record TokenRange(
      String splitId, long fromToken, long toToken, ReadPosition position, @Nullable UUID tableId)
      implements CassandraSplit {

    @Override
    public TokenRange at(ReadPosition place) {
      return new TokenRange(splitId, fromToken, toToken, place, tableId);
    }

    @Override
    public TokenRange of(@Nullable UUID table) {
      return new TokenRange(splitId, fromToken, toToken, position, table);
    }
  }

  /**
   * The rows of single partitions.
   *
   * @param partitions the partitions that are left, of which the first is being read
   */
  record Partitions(
      String splitId,
      List<CqlPredicate.PartitionKey> partitions,
      ReadPosition position,
      @Nullable UUID tableId)
      implements CassandraSplit {

    public Partitions {
      partitions = List.copyOf(partitions);
    }

    @Override
    public Partitions at(ReadPosition place) {
      return new Partitions(splitId, partitions, place, tableId);
    }

    @Override
    public Partitions of(@Nullable UUID table) {
      return new Partitions(splitId, partitions, position, table);
    }

    /** The partitions behind the first. */
    public Partitions rest() {
      return new Partitions(
          splitId, partitions.subList(1, partitions.size()), ReadPosition.START, tableId);
    }
  }
}
