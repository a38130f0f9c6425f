package io.cosmoscassandra.flink.source.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cosmoscassandra.flink.read.CqlPredicate.PartitionKey;
import io.cosmoscassandra.flink.read.CqlValue;
import io.cosmoscassandra.flink.read.ReadOrigin;
import io.cosmoscassandra.flink.read.ReadPosition;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CassandraSplitSerializerTest {

  private final CassandraSplitSerializer serializer = new CassandraSplitSerializer();

  @Test
  void aRangeThatHasNotBegunComesBack() throws IOException {
    assertComesBack(
        new CassandraSplit.TokenRange(
            "range-1", Long.MIN_VALUE, Long.MAX_VALUE, 1_000, ReadPosition.START, null));
  }

  @Test
  void aRangeThatIsBeingReadComesBackWithItsPlace() throws IOException {
    assertComesBack(
        new CassandraSplit.TokenRange(
            "range-2",
            -5,
            7,
            0,
            new ReadPosition(new byte[] {1, 2}, new byte[] {0, 0, 0, 0}),
            new ReadOrigin(new UUID(3, -4), 17)));
  }

  @Test
  void partitionsComeBack() throws IOException {
    assertComesBack(
        new CassandraSplit.Partitions(
            "keys-0",
            List.of(
                new PartitionKey(List.of(value(1), value())),
                new PartitionKey(List.of(value(2), value(3, 4)))),
            new ReadPosition(null, new byte[] {9}),
            new ReadOrigin(null, -1)));
  }

  @Test
  void aNewerFormatIsRejected() {
    assertThatThrownBy(() -> serializer.deserialize(2, new byte[0]))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("format 2")
        .hasMessageContaining("use a newer one");
  }

  private void assertComesBack(CassandraSplit split) throws IOException {
    assertThat(serializer.deserialize(serializer.getVersion(), serializer.serialize(split)))
        .isEqualTo(split);
  }

  private static CqlValue value(int... bytes) {
    byte[] value = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      value[i] = (byte) bytes[i];
    }
    return new CqlValue(value);
  }
}
