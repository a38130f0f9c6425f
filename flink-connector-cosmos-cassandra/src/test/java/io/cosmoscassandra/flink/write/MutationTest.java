package io.cosmoscassandra.flink.write;

import static io.cosmoscassandra.flink.kit.Mutations.delete;
import static io.cosmoscassandra.flink.kit.Mutations.expiring;
import static io.cosmoscassandra.flink.kit.Mutations.nulls;
import static io.cosmoscassandra.flink.kit.Mutations.upsert;
import static io.cosmoscassandra.flink.kit.Mutations.writtenAt;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MutationTest {

  @Test
  void rowsAreTheSameIfTheirKeysAre() {
    assertThat(upsert(1, 2, 3).isOfSameRow(delete(1))).isTrue();
    assertThat(upsert(1, 2, 3).keyHash()).isEqualTo(delete(1).keyHash());
    assertThat(upsert(1, 2, 3).isOfSameRow(upsert(2, 2, 3))).isFalse();
  }

  @Test
  void anUpsertReplacesOneOfNoMoreColumns() {
    assertThat(upsert(1, 2, 3).replaces(upsert(1, 4, 5))).isTrue();
    assertThat(upsert(1, 2, 3).replaces(upsert(1, "4", null))).isTrue();
    assertThat(upsert(1, "2", null).replaces(upsert(1, "4", null))).isTrue();
    assertThat(upsert(1, "2", null).replaces(upsert(1, 4, 5))).isFalse();
  }

  @Test
  void anUpsertThatMergesReplacesNone() {
    Upsert whole = upsert(1, 2, 3);
    Upsert merging =
        new Upsert(whole.cells(), whole.keyLength(), Mutation.NO_TTL, Mutation.NO_WRITETIME, true);

    assertThat(merging.replaces(merging)).isFalse();
    assertThat(delete(1).replaces(merging)).isTrue();
  }

  @Test
  void aNullIsAValueToo() {
    assertThat(nulls(1).replaces(upsert(1, 4, 5))).isTrue();
  }

  @Test
  void aDeleteReplacesWhatIsBeforeItAndIsNeverReplacedByAnUpsert() {
    assertThat(delete(1).replaces(upsert(1, 2, 3))).isTrue();
    assertThat(delete(1).replaces(delete(1))).isTrue();
    assertThat(upsert(1, 2, 3).replaces(delete(1))).isFalse();
  }

  @Test
  void rowsWithTimesOfTheirOwnNeitherReplaceNorAreReplaced() {
    Upsert expiring = expiring(1, 60);
    Upsert dated = writtenAt(1, 1_000);

    assertThat(expiring.replaces(upsert(1, 4, 5))).isFalse();
    assertThat(upsert(1, 4, 5).replaces(expiring)).isFalse();
    assertThat(dated.replaces(upsert(1, 4, 5))).isFalse();
    assertThat(upsert(1, 4, 5).replaces(dated)).isFalse();
    assertThat(delete(1).replaces(dated)).isFalse();
  }

  @Test
  void timeToLiveIsCountedFromWhenTheRowWasTaken() {
    Write write = new Write(expiring(1, 60), 5_000_000);

    assertThat(write.remainingTtl(Mutation.NO_TTL, 5_000_000)).isEqualTo(60);
    assertThat(write.remainingTtl(Mutation.NO_TTL, 25_000_000)).isEqualTo(40);
  }

  @Test
  void aRowThatHasExpiredIsStillWrittenForASecondSinceItHidesOlderOnes() {
    Write write = new Write(expiring(1, 60), 5_000_000);

    assertThat(write.remainingTtl(Mutation.NO_TTL, 500_000_000)).isEqualTo(1);
  }

  @Test
  void aClockThatIsBehindTheOrderDoesNotLengthenALife() {
    Write write = new Write(expiring(1, 60), 5_000_000);

    assertThat(write.remainingTtl(Mutation.NO_TTL, 1_000_000)).isEqualTo(60);
  }

  @Test
  void theSinksTimeToLiveHoldsForRowsWithoutTheirOwn() {
    assertThat(new Write(upsert(1, 2, 3), 0).remainingTtl(30, 10_000_000)).isEqualTo(20);
    assertThat(new Write(expiring(1, 0), 0).remainingTtl(30, 10_000_000)).isZero();
  }
}
