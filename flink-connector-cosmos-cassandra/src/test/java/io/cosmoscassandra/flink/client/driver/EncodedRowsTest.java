package io.cosmoscassandra.flink.client.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.ProtocolVersion;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import com.datastax.oss.driver.api.core.type.codec.registry.CodecRegistry;
import com.datastax.oss.driver.internal.core.cql.DefaultPreparedStatement;
import com.datastax.oss.driver.internal.core.cql.EmptyColumnDefinitions;
import com.datastax.oss.protocol.internal.ProtocolConstants;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
  void iteratingOverTheFirstOfSeveralRowsIsRejected() {
    EncodedRows one = new EncodedRows(ROW.duplicate().flip(), 1);
    EncodedRows two = new EncodedRows(ROW.duplicate().flip(), 2);

    assertThat(one.iterator().next()).isEqualTo(ByteBuffer.wrap(new byte[] {42}));
    assertThatThrownBy(two::iterator)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "2 encoded rows cannot be written by this session: only sessions of"
                + " EncodedRowsSessionBuilder know them");
  }

  @Test
  void theValuesOfLaterRowsAreNotTakenForTheFirstRows() {
    EncodedRows rows = new EncodedRows(ROW.duplicate().flip(), 1);

    assertThatThrownBy(() -> rows.get(4)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aRequestHasTheLevelsOfItsStatement(int rows) {
    BoundStatement unbound =
        statement()
            .setIdempotent(true)
            .setConsistencyLevel(ConsistencyLevel.TWO)
            .setSerialConsistencyLevel(ConsistencyLevel.LOCAL_SERIAL);

    Statement<?> request =
        new EncodedRows(ROW.duplicate().flip(), rows).boundTo(unbound, BatchType.UNLOGGED);

    assertThat(request.isIdempotent()).isTrue();
    assertThat(request.getConsistencyLevel()).isEqualTo(ConsistencyLevel.TWO);
    assertThat(request.getSerialConsistencyLevel()).isEqualTo(ConsistencyLevel.LOCAL_SERIAL);
  }

  @Test
  void aSingleRowHasTheTimeoutOfItsStatement() {
    BoundStatement unbound = statement().setTimeout(Duration.ofSeconds(7));

    Statement<?> request =
        new EncodedRows(ROW.duplicate().flip(), 1).boundTo(unbound, BatchType.UNLOGGED);

    assertThat(request.getTimeout()).isEqualTo(Duration.ofSeconds(7));
  }

  private static BoundStatement statement() {
    return new DefaultPreparedStatement(
            ByteBuffer.wrap(new byte[] {1, 2}),
            "INSERT",
            EmptyColumnDefinitions.INSTANCE,
            List.of(),
            null,
            EmptyColumnDefinitions.INSTANCE,
            null,
            Map.of(),
            null,
            null,
            null,
            null,
            null,
            Map.of(),
            null,
            null,
            null,
            0,
            null,
            null,
            false,
            CodecRegistry.DEFAULT,
            ProtocolVersion.DEFAULT)
        .bind();
  }
}
