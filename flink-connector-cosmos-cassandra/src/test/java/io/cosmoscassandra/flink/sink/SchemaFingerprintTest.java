package io.cosmoscassandra.flink.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.type.DataTypes;
import io.cosmoscassandra.flink.kit.Tables;
import io.cosmoscassandra.flink.schema.MappedTable;
import org.apache.flink.table.types.logical.BigIntType;
import org.junit.jupiter.api.Test;

/** Which staged mutations a sink can apply after its query or its declaration has changed. */
class SchemaFingerprintTest {

  private static final MappedTable TABLE =
      Tables.table("shop", "orders")
          .partitionKey("id", new BigIntType(false), DataTypes.BIGINT)
          .column("a", new BigIntType(), DataTypes.BIGINT)
          .build();

  /** CRC-32C of the columns, as savepoints contain it since the first version. */
  private static final long FIRST_VERSION = 2_969_418_351L;

  private static final SchemaFingerprint WHOLE = SchemaFingerprint.of(TABLE, false);
  private static final SchemaFingerprint PARTIAL = SchemaFingerprint.of(TABLE, true);

  @Test
  void deletesOfAPartialInsertAreNotAppliedAsDeletesOfWholeRows() {
    assertThat(WHOLE.ofApplicable()).doesNotContain(PARTIAL.ofQuery(true));
    assertThat(PARTIAL.ofApplicable()).doesNotContain(WHOLE.ofQuery(true));
  }

  @Test
  void insertsAreAppliedByBoth() {
    assertThat(WHOLE.ofApplicable()).contains(PARTIAL.ofQuery(false));
    assertThat(PARTIAL.ofApplicable()).contains(WHOLE.ofQuery(false));
  }

  @Test
  void aSinkAppliesWhatItStagedItselfWhetherItsQueryDeletesNowOrDidBefore() {
    assertThat(WHOLE.ofApplicable()).contains(WHOLE.ofQuery(true), WHOLE.ofQuery(false));
    assertThat(PARTIAL.ofApplicable()).contains(PARTIAL.ofQuery(true), PARTIAL.ofQuery(false));
  }

  @Test
  void fingerprintOfTheFirstVersionIsApplied() {
    assertThat(WHOLE.ofColumns()).isEqualTo(PARTIAL.ofColumns()).isEqualTo(FIRST_VERSION);
    assertThat(WHOLE.ofApplicable()).contains(FIRST_VERSION);
    assertThat(PARTIAL.ofApplicable()).contains(FIRST_VERSION);
  }
}
