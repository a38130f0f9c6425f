package io.cosmoscassandra.flink.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.type.DataTypes;
import io.cosmoscassandra.flink.kit.Serialized;
import io.cosmoscassandra.flink.read.KeyField;
import io.cosmoscassandra.flink.read.KeyTokens;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.VarCharType;
import org.junit.jupiter.api.Test;

/** Keys go to subtasks by the place of their token in the ring. */
class TokenPartitionerTest {

  private static final KeyTokens OF_ID =
      new KeyTokens(List.of(new KeyField(0, "id", new IntType())), List.of(DataTypes.INT));

  @Test
  void rangesDivideTheRingEvenly() {
    assertThat(TokenPartitioner.rangeOf(Long.MIN_VALUE, 4)).isZero();
    assertThat(TokenPartitioner.rangeOf(-1, 4)).isEqualTo(1);
    assertThat(TokenPartitioner.rangeOf(0, 4)).isEqualTo(2);
    assertThat(TokenPartitioner.rangeOf(Long.MAX_VALUE, 4)).isEqualTo(3);
    assertThat(TokenPartitioner.rangeOf(Long.MAX_VALUE, 1)).isZero();
  }

  @Test
  void aKeyGoesToOneSubtaskAndAllSubtasksGetKeys() throws Exception {
    TokenPartitioner partitioner = new TokenPartitioner(OF_ID);
    TokenPartitioner elsewhere = Serialized.copy(partitioner);

    assertThat(
            IntStream.range(0, 1_000)
                .map(id -> partitioner.partition(GenericRowData.of(id), 5))
                .distinct())
        .containsExactlyInAnyOrder(0, 1, 2, 3, 4);
    assertThat(IntStream.range(0, 1_000))
        .allMatch(
            id ->
                partitioner.partition(GenericRowData.of(id), 5)
                    == elsewhere.partition(GenericRowData.of(id), 5));
  }

  @Test
  void tokensAreThoseOfTheServer() {
    KeyTokens composite =
        new KeyTokens(
            List.of(
                new KeyField(1, "shop", VarCharType.STRING_TYPE),
                new KeyField(0, "id", new IntType())),
            List.of(DataTypes.TEXT, DataTypes.INT));

    // As SELECT token(...) of Cassandra 5 returns them.
    assertThat(OF_ID.of(GenericRowData.of(1))).hasValue(-4069959284402364209L);
    assertThat(composite.of(GenericRowData.of(1, StringData.fromString("north")))).isPresent();
  }

  @Test
  void keysWithoutATokenGoSomewhere() {
    TokenPartitioner partitioner = new TokenPartitioner(OF_ID);

    assertThat(partitioner.partition(GenericRowData.of((Object) null), 3)).isBetween(0, 2);
  }
}
