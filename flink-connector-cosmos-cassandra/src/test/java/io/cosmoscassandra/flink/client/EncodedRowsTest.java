package io.cosmoscassandra.flink.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.protocol.internal.ProtocolConstants;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class EncodedRowsTest {

  private static final ByteBuffer ROW =
      ByteBuffer.allocate(100)
          .put(EncodedRows.head(new byte[] {1, 2}, 4))
          .putInt(1)
          .put((byte) 42)
          .putInt(-1)
          .putInt(-2)
          .putInt(3)
          .put(new byte[] {7, 8, 9});

  @Test
  void toTheDriverTheyAreTheValuesOfTheFirstRow() {
    ByteBuffer two =
        ByteBuffer.allocate(200).put(ROW.duplicate().flip()).put(ROW.duplicate().flip()).flip();
    EncodedRows rows = new EncodedRows(two, 2);

    assertThat(rows).hasSize(4);
    assertThat(rows.get(0)).isEqualTo(ByteBuffer.wrap(new byte[] {42}));
    assertThat(rows.get(1)).isNull();
    assertThat(rows.get(2)).isSameAs(ProtocolConstants.UNSET_VALUE);
    assertThat(rows.get(3)).isEqualTo(ByteBuffer.wrap(new byte[] {7, 8, 9}));
  }

  @Test
  void theValuesOfLaterRowsAreNotTakenForTheFirstRows() {
    EncodedRows rows = new EncodedRows(ROW.duplicate().flip(), 1);

    assertThatThrownBy(() -> rows.get(4)).isInstanceOf(IndexOutOfBoundsException.class);
  }
}
