package io.cosmoscassandra.flink.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cosmoscassandra.flink.client.driver.EncodedRows;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class WriteEncoderTest {

  private static final byte[] UPSERT = EncodedRows.head(new byte[] {1, 2}, 3);
  private static final byte[] EXPIRING = EncodedRows.head(new byte[] {7, 8}, 4);
  private static final byte[] DELETE = EncodedRows.head(new byte[] {3}, 2);
  private static final byte[] INCREMENT = EncodedRows.head(new byte[] {4, 5, 6}, 2);
  private static final PerMutationKind<byte[]> HEADS =
      new PerMutationKind<>(UPSERT, EXPIRING, INCREMENT, DELETE);
  private static final byte[] KEY = cell(10);
  private static final byte[] ROW =
      ByteBuffer.allocate(16).put(KEY).putInt(Cells.NULL).putInt(Cells.UNSET).array();
  private static final long NOW = 5_000_000;

  @Test
  void anUpsertHasItsCellsAndThenItsTimestamp() {
    Write write = new Write(upsert(Mutation.NO_TTL, Mutation.NO_WRITETIME), 77);

    assertThat(encode(false, Mutation.NO_TTL, write)).isEqualTo(rows(1, UPSERT, ROW, cell(77L)));
  }

  @Test
  void aDeleteHasItsTimestampFirst() {
    Write write = new Write(new Delete(KEY, Mutation.NO_WRITETIME), 78);

    assertThat(encode(false, Mutation.NO_TTL, write)).isEqualTo(rows(1, DELETE, cell(78L), KEY));
  }

  @Test
  void anIncrementHasItsKeyLast() {
    byte[] cells = ByteBuffer.allocate(20).put(KEY).put(cell(5L)).array();
    Write write = new Write(new Increment(cells, KEY.length), 79);

    assertThat(encode(false, Mutation.NO_TTL, write)).isEqualTo(rows(1, INCREMENT, cell(5L), KEY));
  }

  @Test
  void anUpsertThatMergesHasItsTimesFirstAndItsKeyLast() {
    byte[] cells = ByteBuffer.allocate(20).put(KEY).put(cell(5L)).array();
    Upsert merging = new Upsert(cells, KEY.length, Mutation.NO_TTL, Mutation.NO_WRITETIME, true);

    assertThat(encode(false, Mutation.NO_TTL, new Write(merging, 79)))
        .isEqualTo(rows(1, UPSERT, cell(79L), cell(5L), KEY));
    assertThat(encode(true, 100, new Write(merging, NOW)))
        .isEqualTo(rows(1, EXPIRING, cell(NOW), cell(100), cell(5L), KEY));
  }

  @Test
  void rowsKeepTheirOrder() {
    Write upsert = new Write(upsert(Mutation.NO_TTL, Mutation.NO_WRITETIME), 77);
    Write delete = new Write(new Delete(KEY, Mutation.NO_WRITETIME), 78);

    assertThat(encode(false, Mutation.NO_TTL, delete, upsert, delete))
        .isEqualTo(rows(3, DELETE, cell(78L), KEY, UPSERT, ROW, cell(77L), DELETE, cell(78L), KEY));
  }

  @Test
  void aRowIsWrittenWithTheTimesItBrings() {
    Write write = new Write(upsert(30, 12), NOW - 10_000_000);

    assertThat(encode(true, 100, write))
        .as("ten of its thirty seconds are over")
        .isEqualTo(rows(1, EXPIRING, ROW, cell(12L), cell(20)));
  }

  @Test
  void aRowWithoutATimeToLiveGetsTheDefault() {
    Write write = new Write(upsert(Mutation.NO_TTL, Mutation.NO_WRITETIME), NOW);

    assertThat(encode(true, 100, write)).isEqualTo(rows(1, EXPIRING, ROW, cell(NOW), cell(100)));
  }

  @Test
  void whereOnlySomeRowsExpireTheOthersAreWrittenWithoutATimeToLive() {
    Write stays = new Write(upsert(Mutation.NO_TTL, Mutation.NO_WRITETIME), NOW);
    Write expires = new Write(upsert(30, Mutation.NO_WRITETIME), NOW);

    assertThat(encode(true, Mutation.NO_TTL, stays, expires))
        .isEqualTo(rows(2, UPSERT, ROW, cell(NOW), EXPIRING, ROW, cell(NOW), cell(30)));
  }

  @Test
  void promisedRowsAreWrittenWithAllThatTheyWereStagedWith() {
    StatementShape shape = StatementShape.ofPromisedRows(Mutation.NO_TTL, false);
    Write expires = new Write(upsert(30, Mutation.NO_WRITETIME), NOW);
    Write delete = new Write(new Delete(KEY, Mutation.NO_WRITETIME), 78);

    assertThat(shape.anyStays() && shape.anyExpires() && shape.deletes()).isTrue();
    assertThat(new WriteEncoder(HEADS, shape, () -> NOW).encode(List.of(expires, delete)))
        .isEqualTo(rows(2, EXPIRING, ROW, cell(NOW), cell(30), DELETE, cell(78L), KEY));
  }

  @Test
  void aDeleteIsNotWrittenWithoutAStatementForIt() {
    StatementShape insertOnly = new StatementShape(false, Mutation.NO_TTL, false, false);
    WriteEncoder encoder =
        new WriteEncoder(new PerMutationKind<>(UPSERT, null, null, null), insertOnly, () -> NOW);
    Write write = new Write(new Delete(KEY, Mutation.NO_WRITETIME), 78);

    assertThatThrownBy(() -> encoder.encode(List.of(write)))
        .isInstanceOf(NullPointerException.class);
  }

  private static EncodedRows encode(boolean ownTtl, int defaultTtl, Write... writes) {
    StatementShape shape = new StatementShape(ownTtl, defaultTtl, true, false);
    return new WriteEncoder(HEADS, shape, () -> NOW).encode(List.of(writes));
  }

  private static EncodedRows rows(int count, byte[]... parts) {
    ByteBuffer all = ByteBuffer.allocate(1_000);
    for (byte[] part : parts) {
      all.put(part);
    }
    return new EncodedRows(all.flip(), count);
  }

  private static Upsert upsert(int ttl, long writetime) {
    return new Upsert(ROW, KEY.length, ttl, writetime);
  }

  private static byte[] cell(int value) {
    return ByteBuffer.allocate(8).putInt(4).putInt(value).array();
  }

  private static byte[] cell(long value) {
    return ByteBuffer.allocate(12).putInt(8).putLong(value).array();
  }
}
