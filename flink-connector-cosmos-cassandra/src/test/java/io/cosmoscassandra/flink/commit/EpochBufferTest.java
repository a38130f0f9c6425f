package io.cosmoscassandra.flink.commit;

import static io.cosmoscassandra.flink.commit.Mutations.delete;
import static io.cosmoscassandra.flink.commit.Mutations.upsert;
import static org.assertj.core.api.Assertions.assertThat;

import io.cosmoscassandra.flink.mutation.Mutation;
import java.util.List;
import org.junit.jupiter.api.Test;

class EpochBufferTest {

  private final EpochBuffer buffer = new EpochBuffer();

  private List<String> drained() {
    return buffer.drain().stream().map(Mutations::shown).toList();
  }

  @Test
  void laterUpdateOfSameKeyReplacesTheEarlier() {
    buffer.add(upsert(1, "old"));
    buffer.add(upsert(2, "other"));
    buffer.add(upsert(1, "new"));
    assertThat(drained()).containsExactlyInAnyOrder("1=new", "2=other");
  }

  @Test
  void aDeleteFollowedByAnInsertKeepsBoth() {
    buffer.add(upsert(1, "old"));
    buffer.add(delete(1));
    buffer.add(upsert(1, "new"));
    assertThat(drained()).containsExactly("-1", "1=new");
  }

  @Test
  void partialRowsAreNotMerged() {
    buffer.add(upsert(1, "a", null));
    buffer.add(upsert(1, null, "b"));
    assertThat(drained()).containsExactly("1=a", "1=?");
  }

  @Test
  void oneDeleteReplacesAllThatItCovers() {
    buffer.add(upsert(1, "a", null));
    buffer.add(upsert(1, null, "b"));
    buffer.add(delete(1));
    assertThat(drained()).containsExactly("-1");
  }

  @Test
  void aRowWithTimesOfItsOwnStays() {
    buffer.add(upsert(1, "short-lived", "b", 60, Mutation.NO_WRITETIME));
    buffer.add(upsert(1, "dated", "b", Mutation.NO_TTL, 100));
    buffer.add(upsert(1, "plain"));
    buffer.add(delete(1));
    assertThat(drained()).containsExactly("1=short-lived", "1=dated", "-1");
  }

  @Test
  void aKeyThatIsRetractedOverAndOverTakesNoMoreRoom() {
    long bytes = 0;
    for (int i = 0; i < 1_000; i++) {
      buffer.add(delete(1));
      buffer.add(upsert(1, "same"));
      if (i == 0) {
        bytes = buffer.bytes();
      }
    }
    assertThat(buffer.bytes()).isEqualTo(bytes);
    assertThat(drained()).containsExactly("-1", "1=same");
  }

  @Test
  void isEmptyOnceDrained() {
    buffer.add(upsert(1, "a"));
    assertThat(buffer.isEmpty()).isFalse();
    assertThat(buffer.bytes()).isGreaterThan(EpochBuffer.OVERHEAD_BYTES);
    assertThat(drained()).hasSize(1);
    assertThat(buffer.isEmpty()).isTrue();
    assertThat(buffer.bytes()).isZero();
    assertThat(drained()).isEmpty();
  }
}
