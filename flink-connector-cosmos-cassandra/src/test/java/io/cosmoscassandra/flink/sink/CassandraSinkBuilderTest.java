package io.cosmoscassandra.flink.sink;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cosmoscassandra.flink.options.CassandraConnectorOptions;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.RowData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mistakes in a DataStream program, which are reported before it starts. */
class CassandraSinkBuilderTest {

  private static CassandraSinkBuilder<RowData> builder() {
    return CassandraSink.<RowData>builder()
        .option(CassandraConnectorOptions.HOSTS, "one")
        .option(CassandraConnectorOptions.KEYSPACE, "shop")
        .option(CassandraConnectorOptions.TABLE, "orders")
        .column("id", DataTypes.BIGINT())
        .column("name", DataTypes.STRING())
        .primaryKey("id")
        .rows(row -> row);
  }

  @Test
  void metadataFollowsTheColumns() {
    assertThatCode(() -> builder().ttlField(2).build()).doesNotThrowAnyException();
    assertThatCode(() -> builder().writetimeField(2).build()).doesNotThrowAnyException();
    assertThatCode(() -> builder().ttlField(3).writetimeField(2).build())
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1, 3})
  void metadataElsewhereIsRejected(int position) {
    assertThatThrownBy(() -> builder().ttlField(position).build())
        .hasMessage(
            "Invalid options:\n"
                + "  - ttlField(%d) must be 2: the field must follow the columns, counted from 0."
                    .formatted(position));
    assertThatThrownBy(() -> builder().writetimeField(position).build())
        .hasMessage(
            "Invalid options:\n"
                + "  - writetimeField(%d) must be 2: the field must follow the columns, counted from 0."
                    .formatted(position));
  }

  @Test
  void twoFieldsOfMetadataNeedTwoPositions() {
    assertThatThrownBy(() -> builder().ttlField(2).writetimeField(2).build())
        .hasMessage(
            "Invalid options:\n"
                + "  - ttlField(2) and writetimeField(2) must be 2 and 3, in any order: the fields"
                + " must follow the columns, counted from 0.");
    assertThatThrownBy(() -> builder().ttlField(2).writetimeField(4).build())
        .hasMessageContaining("ttlField(2) and writetimeField(4) must be 2 and 3");
  }
}
