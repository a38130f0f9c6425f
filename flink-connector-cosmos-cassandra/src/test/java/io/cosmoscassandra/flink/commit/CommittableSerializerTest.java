package io.cosmoscassandra.flink.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.cosmoscassandra.flink.commit.chunk.TransactionId;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CommittableSerializerTest {

  private static final Committable COMMITTABLE =
      new Committable(
          "cat.db.books",
          "shop.books",
          new TransactionId(new UUID(1, 2), 3),
          4,
          5,
          6,
          7,
          8,
          13,
          new UUID(14, 15),
          16,
          9,
          10,
          11,
          12);

  /** What version 1 looks like, for ever. */
  private static final String VERSION_1 =
      "000c6361742e64622e626f6f6b73000a73686f702e626f6f6b7300000000000000010000000000000002000000000000000300000004000000000000000500000000000000060000000000000007000000000000000800000000000000090000000a0000000b000000000000000c";

  private static final String VERSION_2 =
      VERSION_1 + "0000000d000000000000000e000000000000000f00000010";

  private final CommittableSerializer serializer = new CommittableSerializer();

  @Test
  void survivesTheRoundTrip() throws IOException {
    byte[] bytes = serializer.serialize(COMMITTABLE);
    assertThat(serializer.deserialize(serializer.getVersion(), bytes)).isEqualTo(COMMITTABLE);
  }

  @Test
  void writesVersion2() throws IOException {
    assertThat(serializer.getVersion()).isEqualTo(2);
    assertThat(HexFormat.of().formatHex(serializer.serialize(COMMITTABLE))).isEqualTo(VERSION_2);
  }

  @Test
  void readsVersion1WhoseTimestampsFollowEachOther() throws IOException {
    Committable read = serializer.deserialize(1, HexFormat.of().parseHex(VERSION_1));
    assertThat(read.stride()).isEqualTo(1);
    assertThat(read.group()).isEqualTo(Committable.NO_GROUP);
    assertThat(read.timestamp(2)).isEqualTo(COMMITTABLE.base() + 2);
    assertThat(read.transaction()).isEqualTo(COMMITTABLE.transaction());
    assertThat(read.checkpoint()).isEqualTo(COMMITTABLE.checkpoint());
  }

  @Test
  void refusesWhatANewerReleaseWrote() {
    assertThatIOException()
        .isThrownBy(() -> serializer.deserialize(3, new byte[3]))
        .withMessageContaining("version 3")
        .withMessageContaining("newer release");
  }

  @Test
  void noticesWhatIsCutOffOrTooLong() throws IOException {
    byte[] bytes = serializer.serialize(COMMITTABLE);
    assertThatIOException()
        .isThrownBy(() -> serializer.deserialize(2, Arrays.copyOf(bytes, bytes.length - 1)));
    assertThatIOException()
        .isThrownBy(() -> serializer.deserialize(2, Arrays.copyOf(bytes, bytes.length + 1)));
  }

  @Test
  void learnsItsCheckpoint() {
    assertThat(COMMITTABLE.withCheckpoint(77).checkpoint()).isEqualTo(77);
    assertThat(COMMITTABLE.withCheckpoint(12)).isEqualTo(COMMITTABLE);
  }
}
