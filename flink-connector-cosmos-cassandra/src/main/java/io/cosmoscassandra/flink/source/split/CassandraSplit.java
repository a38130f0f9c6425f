package io.cosmoscassandra.flink.source.split;

import io.cosmoscassandra.flink.read.CqlPredicate;
import io.cosmoscassandra.flink.read.ReadOrigin;
import io.cosmoscassandra.flink.read.ReadPosition;
import java.util.List;
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

  /** The rows among which the place lies; null until a reader has opened the split. */
  @Nullable
  ReadOrigin origin();

  /** The same part, among the rows that a reader has opened. */
  CassandraSplit of(ReadOrigin rows);

  /**
   * The rows of a range of tokens.
   *
   * @param fromToken the token behind which the range begins
   * @param toToken the last token of the range
   * @param bytes the size of its rows as nodes estimate it; 0 if they do not know
   */
  record TokenRange(
      String splitId,
      long fromToken,
      long toToken,
      long bytes,
      ReadPosition position,
      @Nullable ReadOrigin origin)
      implements CassandraSplit {

    @Override
    public TokenRange at(ReadPosition place) {
      return new TokenRange(splitId, fromToken, toToken, bytes, place, origin);
    }

    @Override
    public TokenRange of(ReadOrigin rows) {
      return new TokenRange(splitId, fromToken, toToken, bytes, position, rows);
    }

    /** The estimated size of the rows behind a token. */
    public long bytesBehind(long token) {
      double span = (double) toToken - fromToken;
      return span <= 0 ? 0 : (long) (bytes * (((double) toToken - token) / span));
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
      @Nullable ReadOrigin origin)
      implements CassandraSplit {

    public Partitions {
      partitions = List.copyOf(partitions);
    }

    @Override
    public Partitions at(ReadPosition place) {
      return new Partitions(splitId, partitions, place, origin);
    }

    @Override
    public Partitions of(ReadOrigin rows) {
      return new Partitions(splitId, partitions, position, rows);
    }

    /** The partitions behind the first. */
    public Partitions rest() {
      return new Partitions(
          splitId, partitions.subList(1, partitions.size()), ReadPosition.START, origin);
    }
  }
}
