package io.cosmoscassandra.flink.client.driver;

import com.datastax.oss.driver.internal.core.metadata.token.Murmur3Token;
import com.datastax.oss.driver.internal.core.metadata.token.Murmur3TokenFactory;
import com.datastax.oss.driver.internal.core.util.RoutingKey;
import java.nio.ByteBuffer;
import org.apache.flink.annotation.Internal;

/** The token function of the default partitioner, without a session that knows the ring. */
@Internal
public final class Murmur3 {

  private static final Murmur3TokenFactory TOKENS = new Murmur3TokenFactory();

  private Murmur3() {}

  /** The token of a partition, from the encoded values of its key in their order. */
  public static long token(ByteBuffer... partitionKey) {
    ByteBuffer key = partitionKey.length == 1 ? partitionKey[0] : RoutingKey.compose(partitionKey);
    return ((Murmur3Token) TOKENS.hash(key)).getValue();
  }
}
