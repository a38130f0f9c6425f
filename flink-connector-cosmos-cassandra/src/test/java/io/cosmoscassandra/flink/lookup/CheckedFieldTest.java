package io.cosmoscassandra.flink.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.DataType;
import org.junit.jupiter.api.Test;

/** Fields are equal as Flink's own comparison has it. */
class CheckedFieldTest {

  @Test
  void valuesAreEqualWhateverObjectsTheyAre() {
    assertThat(equal(DataTypes.STRING(), text("Ann"), text("Ann"))).isTrue();
    assertThat(equal(DataTypes.BYTES(), new byte[] {1}, new byte[] {1})).isTrue();
    assertThat(equal(DataTypes.TIMESTAMP(3), time(1), time(1))).isTrue();
    assertThat(equal(DataTypes.INT(), 1, 2)).isFalse();
    assertThat(equal(DataTypes.STRING(), text("Ann"), text("ann"))).isFalse();
  }

  @Test
  void nullEqualsNothing() {
    assertThat(equal(DataTypes.INT(), null, null)).isFalse();
    assertThat(equal(DataTypes.INT().notNull(), 1, null)).isFalse();
  }

  @Test
  void numbersAreComparedAsNumbers() {
    assertThat(equal(DataTypes.DOUBLE(), 0.0, -0.0)).isTrue();
    assertThat(equal(DataTypes.DOUBLE(), Double.NaN, Double.NaN)).isFalse();
    assertThat(equal(DataTypes.FLOAT(), 1.5f, 1.5f)).isTrue();
    assertThat(equal(DataTypes.DECIMAL(5, 2), decimal(150, 2), decimal(150, 2))).isTrue();
  }

  @Test
  void nestedTypesCannotBeCompared() {
    assertThat(field(DataTypes.ARRAY(DataTypes.INT())).isComparable()).isFalse();
    assertThat(field(DataTypes.STRING()).isComparable()).isTrue();
  }

  private static boolean equal(DataType type, Object a, Object b) {
    return field(type).isEqual(GenericRowData.of(a), GenericRowData.of(b));
  }

  private static CheckedField field(DataType type) {
    return new CheckedField(0, 0, type.getLogicalType());
  }

  private static StringData text(String text) {
    return StringData.fromString(text);
  }

  private static TimestampData time(long millis) {
    return TimestampData.fromEpochMillis(millis);
  }

  private static DecimalData decimal(long unscaled, int scale) {
    return DecimalData.fromUnscaledLong(unscaled, 5, scale);
  }
}
