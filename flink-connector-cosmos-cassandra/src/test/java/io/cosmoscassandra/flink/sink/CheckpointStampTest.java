package io.cosmoscassandra.flink.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.cosmoscassandra.flink.commit.Committable;
import io.cosmoscassandra.flink.commit.chunk.TransactionId;
import java.util.UUID;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.junit.jupiter.api.Test;

class CheckpointStampTest {

  private static final Committable UNKNOWN =
      new Committable(
          "books",
          "shop.books",
          new TransactionId(new UUID(1, 2), 3),
          1,
          1,
          1,
          1,
          1,
          1,
          new UUID(3, 4),
          0,
          1,
          0,
          1,
          0);

  @Test
  @SuppressWarnings("removal") // Flink's own number
  void whatComesAfterTheLastCheckpointDoesNotLookLikeTheLatestOfAll() {
    assertThat(CheckpointStamp.stamped(UNKNOWN, CommittableMessage.EOI).checkpoint()).isZero();
    assertThat(CheckpointStamp.stamped(UNKNOWN, 7).checkpoint()).isEqualTo(7);
  }
}
