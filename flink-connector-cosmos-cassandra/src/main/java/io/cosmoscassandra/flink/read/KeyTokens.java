package io.cosmoscassandra.flink.read;

import com.datastax.oss.driver.api.core.type.DataType;
import io.cosmoscassandra.flink.client.driver.Murmur3;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalLong;
import javax.annotation.Nullable;
import org.apache.flink.annotation.Internal;
import org.apache.flink.table.data.RowData;

/** Computes the tokens of keys without a connection. Used by one thread at a time. */
@Internal
public final class KeyTokens implements Serializable {

  private static final long serialVersionUID = 1L;

  private final List<KeyField> partition;
  private final List<DataType> types;
  @Nullable private transient KeyEncoder encoder;

  /**
   * The tokens of the keys of a join.
   *
   * @param partition the fields of a key that make up the partition key, in its order
   * @param types the types of the live columns
   */
  public KeyTokens(List<KeyField> partition, List<DataType> types) {
    this.partition = List.copyOf(partition);
    this.types = List.copyOf(types);
  }

  /** The token of a key's partition; empty if no partition can have the key. */
  public OptionalLong of(RowData key) {
    if (encoder == null) {
      encoder = new KeyEncoder(partition, types);
    }
    EncodedKey encoded = encoder.encode(key);
    return encoded == null
        ? OptionalLong.empty()
        : OptionalLong.of(Murmur3.token(encoded.values().toArray(ByteBuffer[]::new)));
  }
}
