package io.cosmoscassandra.flink.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import java.util.Map;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.VarCharType;
import org.junit.jupiter.api.Test;

class InferredFlinkTypeTest {

  private static final LogicalType STRING = VarCharType.STRING_TYPE;

  private static LogicalType inferred(DataType cqlType) {
    return ValueCodecs.inferredFlinkType(cqlType, Map.of(), false).orElseThrow();
  }

  private static LogicalType inKey(DataType cqlType) {
    return ValueCodecs.inferredFlinkType(cqlType, Map.of(), true).orElseThrow();
  }

  @Test
  void scalarTypeGetsTheFlinkTypeThatStandsFirst() {
    assertThat(ScalarMappings.ALL)
        .allSatisfy(
            mapping -> {
              LogicalType type = inferred(mapping.cqlType());
              assertThat(FlinkKind.of(type).orElseThrow().sql())
                  .isEqualTo(mapping.flinkTypes().get(0));
              assertThatCode(() -> ValueCodecs.requireCompatible(type, mapping.cqlType()))
                  .doesNotThrowAnyException();
            });
  }

  @Test
  void decimalKeepsItsScaleInAKey() {
    assertThat(inferred(DataTypes.DECIMAL)).isEqualTo(new DecimalType(38, 18));
    assertThat(inKey(DataTypes.DECIMAL)).isEqualTo(STRING);
    assertThat(inKey(DataTypes.frozenListOf(DataTypes.DECIMAL))).isEqualTo(new ArrayType(STRING));
  }

  @Test
  void choiceOfTheUserHoldsInsideOfOtherTypes() {
    LogicalType type =
        ValueCodecs.inferredFlinkType(
                DataTypes.setOf(DataTypes.VARINT),
                Map.of(DataTypes.VARINT, new BigIntType(false)),
                false)
            .orElseThrow();

    assertThat(type).isEqualTo(new ArrayType(new BigIntType()));
  }

  @Test
  void fieldsOfATupleAreNumbered() {
    assertThat(inferred(DataTypes.tupleOf(DataTypes.INT, DataTypes.TEXT)).asSummaryString())
        .isEqualTo("ROW<`f0` INT, `f1` STRING>");
  }

  @Test
  void unsupportedTypeHasNone() {
    DataType custom = DataTypes.custom("org.example.Type");

    assertThat(ValueCodecs.inferredFlinkType(custom, Map.of(), false)).isEmpty();
    assertThat(ValueCodecs.inferredFlinkType(DataTypes.tupleOf(custom), Map.of(), false)).isEmpty();
  }

  @Test
  void decimalThatIsDeclaredAsSuchMayBeWrittenWithOtherBytes() {
    DataType decimals = DataTypes.tupleOf(DataTypes.INT, DataTypes.DECIMAL);

    assertThat(ValueCodecs.keepBytes(inferred(DataTypes.UUID), DataTypes.UUID)).isTrue();
    assertThat(ValueCodecs.keepBytes(inferred(decimals), decimals)).isFalse();
    assertThat(ValueCodecs.keepBytes(inKey(decimals), decimals)).isTrue();
  }
}
