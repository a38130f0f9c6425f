package io.cosmoscassandra.flink.read;

import com.datastax.oss.driver.api.core.metadata.TokenMap;
import com.datastax.oss.driver.api.core.metadata.schema.ClusteringOrder;
import com.datastax.oss.driver.api.core.metadata.token.Token;
import io.cosmoscassandra.flink.codec.ValueComparator;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The order in which Cassandra returns rows: by token, by the bytes of the partition key where two
 * keys share a token, and by the clustering columns in their declared order.
 */
final class KeyOrder implements Comparator<byte[]> {

  private final TokenMap tokens;
  private final int partitionColumns;
  private final List<Comparator<ByteBuffer>> clustering;

  KeyOrder(KeyColumns key, TokenMap tokens) {
    this.tokens = tokens;
    this.partitionColumns = key.partition().size();
    this.clustering = key.clustering().stream().map(KeyOrder::orderOf).toList();
  }

  private static Comparator<ByteBuffer> orderOf(KeyColumns.Column column) {
    Comparator<ByteBuffer> ascending = ValueComparator.of(column.type());
    return column.order() == ClusteringOrder.DESC ? ascending.reversed() : ascending;
  }

  /** Compares keys as {@link KeyColumns#at} returns them. */
  @Override
  public int compare(byte[] a, byte[] b) {
    ByteBuffer left = ByteBuffer.wrap(a);
    ByteBuffer right = ByteBuffer.wrap(b);
    int byPartition =
        comparePartitions(next(left, partitionColumns), next(right, partitionColumns));
    if (byPartition != 0) {
      return byPartition;
    }
    for (Comparator<ByteBuffer> order : clustering) {
      int byColumn = order.compare(next(left), next(right));
      if (byColumn != 0) {
        return byColumn;
      }
    }
    return 0;
  }

  /** The token of a key's partition. */
  Token tokenOf(byte[] key) {
    return tokens.newToken(next(ByteBuffer.wrap(key), partitionColumns));
  }

  /** Compares the partitions of two keys. */
  int comparePartitions(byte[] a, byte[] b) {
    return comparePartitions(
        next(ByteBuffer.wrap(a), partitionColumns), next(ByteBuffer.wrap(b), partitionColumns));
  }

  private int comparePartitions(ByteBuffer[] left, ByteBuffer[] right) {
    if (Arrays.equals(left, right)) {
      return 0;
    }
    Token leftToken = tokens.newToken(left);
    Token rightToken = tokens.newToken(right);
    int byToken = leftToken.compareTo(rightToken);
    return byToken != 0 ? byToken : Arrays.compareUnsigned(stored(left), stored(right));
  }

  /** A partition key as the server stores it, which decides between keys of one token. */
  private static byte[] stored(ByteBuffer[] key) {
    if (key.length == 1) {
      return bytesOf(key[0]);
    }
    int length = Arrays.stream(key).mapToInt(part -> part.remaining() + 3).sum();
    ByteBuffer composite = ByteBuffer.allocate(length);
    for (ByteBuffer part : key) {
      composite.putShort((short) part.remaining()).put(part.duplicate()).put((byte) 0);
    }
    return composite.array();
  }

  private static byte[] bytesOf(ByteBuffer value) {
    byte[] bytes = new byte[value.remaining()];
    value.duplicate().get(bytes);
    return bytes;
  }

  private static ByteBuffer[] next(ByteBuffer key, int columns) {
    ByteBuffer[] cells = new ByteBuffer[columns];
    for (int i = 0; i < columns; i++) {
      cells[i] = next(key);
    }
    return cells;
  }

  private static ByteBuffer next(ByteBuffer key) {
    int length = key.getInt();
    ByteBuffer cell = key.slice(key.position(), length);
    key.position(key.position() + length);
    return cell;
  }
}
