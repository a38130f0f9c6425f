package io.cosmoscassandra.flink.write;

import static io.cosmoscassandra.flink.kit.Mutations.upsert;
import static org.assertj.core.api.Assertions.assertThat;

import io.cosmoscassandra.flink.options.BatchGrouping;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rows that share a request, in a table whose rows take 28 bytes. */
class OpenBatchesTest {

  private static final int ROW_BYTES = 28;

  private final List<OpenBatch> full = new ArrayList<>();

  @Test
  void rowsOfOnePartitionMayTakeTenTimesTheBytesOfSeveral() {
    OpenBatches open = open(1_000, 2 * ROW_BYTES);

    add(open, 7, 20);

    assertThat(sizes()).containsExactly(20);
    assertThat(open.isEmpty()).isTrue();
  }

  @Test
  void rowsOfSeveralPartitionsKeepToTheBytes() {
    OpenBatches open = open(1_000, 2 * ROW_BYTES);

    add(open, 1, 1);
    add(open, 2, 1);
    add(open, 3, 1);

    assertThat(sizes()).containsExactly(2);
    assertThat(open.writes()).isEqualTo(1);
  }

  @Test
  void aRowThatIsTooLargeForAnyCompanyIsNotKeptWaitingForIt() {
    OpenBatches open = open(1_000, 2);

    add(open, 1, 1);

    assertThat(sizes()).containsExactly(1);
  }

  @Test
  void aLongRunOfOnePartitionStaysByItself() {
    OpenBatches open = open(10, 1_000_000);

    add(open, 1, 6);
    add(open, 2, 10);

    assertThat(sizes()).containsExactly(6, 10);
  }

  @Test
  void shortRunsShareARequest() {
    OpenBatches open = open(10, 1_000_000);

    add(open, 1, 5);
    add(open, 2, 5);

    assertThat(sizes()).containsExactly(10);
  }

  @Test
  void aLongRunThatLeavesInPartsDoesNotShiftThoseBehindIt() {
    OpenBatches open = open(10, 1_000_000);

    add(open, 1, 1);
    open.remove(open.next());
    add(open, 1, 6);
    open.remove(open.next());
    add(open, 1, 3);
    add(open, 2, 10);
    add(open, 3, 10);

    assertThat(sizes()).containsExactly(3, 10, 10);
  }

  @Test
  void aShortRunThatLeavesInPartsSharesARequest() {
    OpenBatches open = open(10, 1_000_000);

    add(open, 1, 3);
    open.remove(open.next());
    add(open, 1, 2);
    add(open, 2, 5);
    add(open, 3, 3);

    assertThat(sizes()).containsExactly(10);
  }

  @Test
  void theEndOfARunThatNoRequestTakesSharesOne() {
    OpenBatches open = open(10, 1_000_000);

    add(open, 1, 4);
    open.remove(open.next());
    add(open, 1, 10);
    add(open, 1, 2);
    add(open, 2, 5);
    add(open, 3, 3);

    assertThat(sizes()).containsExactly(10, 10);
  }

  @Test
  void theEleventhPartitionBeginsAnother() {
    OpenBatches open = open(1_000, 1_000_000);

    for (int id = 0; id < 11; id++) {
      add(open, id, 1);
    }

    assertThat(sizes()).containsExactly(10);
    assertThat(open.next().size()).isEqualTo(1);
  }

  @Test
  void aSmallBatchDoesNotWaitForEverBehindLargerOnes() {
    OpenBatches open = open(10, 1_000_000);
    open.add("small", write(0, 0));
    int turns = 0;

    Object left;
    do {
      for (int i = 0; i < 3; i++) {
        open.add("busy", write(1, i));
      }
      OpenBatch next = open.next();
      open.remove(next);
      left = next.key();
      turns++;
    } while (!left.equals("small"));

    assertThat(turns).isBetween(2, 8);
  }

  @Test
  void aBatchIsOverdueAfterAWholePeriod() {
    OpenBatches open = open(10, 1_000_000);
    open.add("old", write(0, 0));
    open.endPeriod();
    add(open, 1, 3);
    assertThat(open.overdue()).isNull();

    open.endPeriod();

    assertThat(open.hasInTime()).isTrue();
    OpenBatch overdue = open.overdue();
    assertThat(overdue.key()).isEqualTo("old");
    open.remove(overdue);
    assertThat(open.overdue()).isNull();
    open.remove(open.next());
    assertThat(open.hasInTime()).isFalse();
  }

  @Test
  void aBatchThatFillsUpIsNoLongerOverdue() {
    OpenBatches open = open(4, 1_000_000);
    add(open, 1, 3);
    open.endPeriod();
    open.endPeriod();
    assertThat(open.overdue()).isNotNull();

    add(open, 1, 2);

    assertThat(sizes()).containsExactly(4);
    assertThat(open.overdue()).isNull();
  }

  private static PendingWrite write(long id, int order) {
    return PendingWrite.of(new Write(upsert(id, "cell", "cell"), order), 0);
  }

  private OpenBatches open(int maxRows, long maxBytes) {
    return new OpenBatches(
        new BatchLimits(BatchGrouping.REPLICA_SET, maxRows, maxBytes), 1, full::add);
  }

  /** The key of the table is its partition: rows of one differ in nothing that matters here. */
  private void add(OpenBatches open, long id, int rows) {
    for (int i = 0; i < rows; i++) {
      open.add("all", write(id, i));
    }
  }

  private List<Integer> sizes() {
    return full.stream().map(OpenBatch::size).toList();
  }
}
