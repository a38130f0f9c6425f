package io.cosmoscassandra.flink.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.datastax.oss.driver.api.core.type.DataTypes;
import io.cosmoscassandra.flink.kit.Tables;
import io.cosmoscassandra.flink.schema.LatestExpiry;
import io.cosmoscassandra.flink.schema.MappedTable;
import io.cosmoscassandra.flink.time.MicroClock;
import java.util.OptionalInt;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.VarCharType;
import org.junit.jupiter.api.Test;

class RowEncoderTest {

  private static final MappedTable TABLE =
      Tables.table("shop", "prices")
          .partitionKey("shop", VarCharType.STRING_TYPE, DataTypes.TEXT)
          .clustering("price", VarCharType.STRING_TYPE, DataTypes.DECIMAL)
          .clustering("name", VarCharType.STRING_TYPE, DataTypes.TEXT)
          .column("note", VarCharType.STRING_TYPE, DataTypes.DECIMAL)
          .build();

  private final RowEncoder encoder =
      new RowEncoder(
          TABLE,
          new RowLayout(
              false,
              OptionalInt.empty(),
              OptionalInt.empty(),
              OptionalInt.empty(),
              65_535,
              LatestExpiry.UNKNOWN),
          MicroClock.SYSTEM);

  private static RowData row(String shop, String price, String name, String note) {
    return GenericRowData.of(
        StringData.fromString(shop),
        StringData.fromString(price),
        StringData.fromString(name),
        StringData.fromString(note));
  }

  @Test
  void numbersThatAreOneInAClusteringColumnAreOneRow() throws Exception {
    Mutation one = encoder.encode(row("a", "1.00", "b", "1.00"));
    Mutation other = encoder.encode(row("a", "1.0", "b", "1.0"));

    assertThat(one.isOfSameRow(other)).isTrue();
    assertThat(one.cells()).as("values keep their scale").isNotEqualTo(other.cells());
  }

  @Test
  void clusteringColumnsThatAreTooLongTogetherAreRefused() throws Exception {
    Mutation unused = encoder.encode(row("a", "1", "n".repeat(65_530), "1"));

    assertThatExceptionOfType(RowException.class)
        .isThrownBy(() -> encoder.encode(row("a", "1", "n".repeat(65_531), "1")))
        .withMessageStartingWith(
            "Table shop.prices: the clustering columns take 65,536 bytes, and 65,535 are the most"
                + " that the database stores. The row's key: shop=a");
  }

  @Test
  void rowsThatExpireTooLateForTheServerAreRefused() throws Exception {
    MappedTable table =
        Tables.table("shop", "sessions")
            .partitionKey("id", VarCharType.STRING_TYPE, DataTypes.TEXT)
            .build();
    RowEncoder expiring =
        new RowEncoder(
            table,
            new RowLayout(
                false,
                OptionalInt.of(1),
                OptionalInt.empty(),
                OptionalInt.empty(),
                65_535,
                new LatestExpiry(1_000L)),
            () -> 900_000_000);

    assertThat(expiring.encode(GenericRowData.of(StringData.fromString("a"), 100)).ttl())
        .isEqualTo(100);
    assertThatExceptionOfType(RowException.class)
        .isThrownBy(() -> expiring.encode(GenericRowData.of(StringData.fromString("a"), 101)))
        .withMessageContaining("would expire after 1970-01-01T00:16:40Z");
  }

  @Test
  void equalKeysHaveEqualHashes() {
    RowKeyHash ofRow = new RowKeyHash(TABLE.columns().subList(0, TABLE.keyLength()));
    RowKeyHash ofPartition = new RowKeyHash(TABLE.columns().subList(0, TABLE.partitionKeyLength()));

    assertThat(ofRow.of(row("a", "1.00", "b", "1")))
        .isEqualTo(ofRow.of(row("a", "1.0", "b", "2")))
        .isNotEqualTo(ofRow.of(row("a", "1.0", "c", "1")));
    assertThat(ofPartition.of(row("a", "1", "b", "1")))
        .isEqualTo(ofPartition.of(row("a", "2", "c", "1")))
        .isNotEqualTo(ofPartition.of(row("b", "1", "b", "1")));
    assertThat(ofRow.of(row("a", "none", "b", "1"))).isZero();
  }
}
