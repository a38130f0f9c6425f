package io.cosmoscassandra.flink.codec;

import com.datastax.oss.driver.api.core.type.DataType;
import java.nio.ByteBuffer;
import java.util.Comparator;
import org.apache.flink.annotation.Internal;

/** Compares encoded values of one CQL type in the order in which Cassandra keeps them. */
@Internal
public final class ValueComparator implements Comparator<ByteBuffer> {

  private final ValueOrder order;

  private ValueComparator(ValueOrder order) {
    this.order = order;
  }

  /** The order of a CQL type. */
  public static ValueComparator of(DataType type) {
    return new ValueComparator(ValueOrders.of(type));
  }

  @Override
  public int compare(ByteBuffer left, ByteBuffer right) {
    byte[] both = new byte[left.remaining() + right.remaining()];
    left.duplicate().get(both, 0, left.remaining());
    right.duplicate().get(both, left.remaining(), right.remaining());
    return order.compare(both, 0, left.remaining(), left.remaining(), right.remaining());
  }
}
