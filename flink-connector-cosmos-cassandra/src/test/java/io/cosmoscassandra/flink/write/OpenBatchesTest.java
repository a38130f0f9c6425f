package io.cosmoscassandra.flink.write;

import static io.cosmoscassandra.flink.kit.Mutations.upsert;
import static org.assertj.core.api.Assertions.assertThat;

import io.cosmoscassandra.flink.options.BatchGrouping;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What shares a request, in a table whose rows take 28 bytes. */
class OpenBatchesTest {

  private static final int ROW_BYTES = 28;

  private final List<OpenBatch> full = new ArrayList<>();

  @Test
  void rowsOfOnePartitionMayTakeTenTimesTheBytesOfSeveral() {
    OpenBatches groups = groups(1_000, 2 * ROW_BYTES);

    add(groups, 7, 20);

    assertThat(sizes()).containsExactly(20);
    assertThat(groups.isEmpty()).isTrue();
  }

  @Test
  void rowsOfSeveralPartitionsKeepToTheBytes() {
    OpenBatches groups = groups(1_000, 2 * ROW_BYTES);

    add(groups, 1, 1);
    add(groups, 2, 1);
    add(groups, 3, 1);

    assertThat(sizes()).containsExactly(2);
    assertThat(groups.writes()).isEqualTo(1);
  }

  @Test
  void aRowThatIsTooLargeForAnyCompanyIsNotKeptWaitingForIt() {
    OpenBatches groups = groups(1_000, 2);

    add(groups, 1, 1);

    assertThat(sizes()).containsExactly(1);
  }

  @Test
  void aLongRunOfOnePartitionStaysByItself() {
    OpenBatches groups = groups(10, 1_000_000);

    add(groups, 1, 6);
    add(groups, 2, 10);

    assertThat(sizes()).containsExactly(6, 10);
  }

  @Test
  void shortRunsShareARequest() {
    OpenBatches groups = groups(10, 1_000_000);

    add(groups, 1, 5);
    add(groups, 2, 5);

    assertThat(sizes()).containsExactly(10);
  }

  @Test
  void aLongRunThatLeavesInPartsDoesNotShiftThoseBehindIt() {
    OpenBatches groups = groups(10, 1_000_000);

    add(groups, 1, 1);
    groups.remove(groups.next());
    add(groups, 1, 6);
    groups.remove(groups.next());
    add(groups, 1, 3);
    add(groups, 2, 10);
    add(groups, 3, 10);

    assertThat(sizes()).containsExactly(3, 10, 10);
  }

  @Test
  void aShortRunThatLeavesInPartsSharesARequest() {
    OpenBatches groups = groups(10, 1_000_000);

    add(groups, 1, 3);
    groups.remove(groups.next());
    add(groups, 1, 2);
    add(groups, 2, 5);
    add(groups, 3, 3);

    assertThat(sizes()).containsExactly(10);
  }

  @Test
  void theEndOfARunThatNoRequestTakesSharesOne() {
    OpenBatches groups = groups(10, 1_000_000);

    add(groups, 1, 4);
    groups.remove(groups.next());
    add(groups, 1, 10);
    add(groups, 1, 2);
    add(groups, 2, 5);
    add(groups, 3, 3);

    assertThat(sizes()).containsExactly(10, 10);
  }

  @Test
  void theEleventhPartitionBeginsAnother() {
    OpenBatches groups = groups(1_000, 1_000_000);

    for (int id = 0; id < 11; id++) {
      add(groups, id, 1);
    }

    assertThat(sizes()).containsExactly(10);
    assertThat(groups.next().size()).isEqualTo(1);
  }

  @Test
  void aSmallGroupDoesNotWaitForEverBehindLargerOnes() {
    OpenBatches groups = groups(10, 1_000_000);
    groups.add("small", write(0, 0));
    int turns = 0;

    Object left;
    do {
      for (int i = 0; i < 3; i++) {
        groups.add("busy", write(1, i));
      }
      OpenBatch next = groups.next();
      groups.remove(next);
      left = next.key();
      turns++;
    } while (!left.equals("small"));

    assertThat(turns).isBetween(2, 8);
  }

  @Test
  void aGroupIsOverdueAfterAWholePeriod() {
    OpenBatches groups = groups(10, 1_000_000);
    groups.add("old", write(0, 0));
    groups.endPeriod();
    add(groups, 1, 3);
    assertThat(groups.overdue()).isNull();

    groups.endPeriod();

    assertThat(groups.hasInTime()).isTrue();
    OpenBatch overdue = groups.overdue();
    assertThat(overdue.key()).isEqualTo("old");
    groups.remove(overdue);
    assertThat(groups.overdue()).isNull();
    groups.remove(groups.next());
    assertThat(groups.hasInTime()).isFalse();
  }

  @Test
  void aGroupThatFillsUpIsNoLongerOverdue() {
    OpenBatches groups = groups(4, 1_000_000);
    add(groups, 1, 3);
    groups.endPeriod();
    groups.endPeriod();
    assertThat(groups.overdue()).isNotNull();

    add(groups, 1, 2);

    assertThat(sizes()).containsExactly(4);
    assertThat(groups.overdue()).isNull();
  }

  private static PendingWrite write(long id, int order) {
    return PendingWrite.of(new Write(upsert(id, "cell", "cell"), order), 0);
  }

  private OpenBatches groups(int maxRows, long maxBytes) {
    return new OpenBatches(
        new BatchLimits(BatchGrouping.REPLICA_SET, maxRows, maxBytes), 1, full::add);
  }

  /** The key of the table is its partition: rows of one differ in nothing that matters here. */
  private void add(OpenBatches groups, long id, int rows) {
    for (int i = 0; i < rows; i++) {
      groups.add("all", write(id, i));
    }
  }

  private List<Integer> sizes() {
    return full.stream().map(OpenBatch::size).toList();
  }
}
