package io.cosmoscassandra.flink.lookup;

import java.io.Serializable;
import java.util.Arrays;
import org.apache.flink.annotation.Internal;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.LogicalType;

/**
 * A field that must be equal in a key and in the rows that are found for it.
 *
 * @param position the position in the row of the key
 * @param field the field of the rows that are produced
 * @param type the type of the field
 */
@Internal
public record CheckedField(int position, int field, LogicalType type) implements Serializable {

  public CheckedField {
    // A column that Flink takes for NOT NULL may be null in the database all the same.
    type = type.copy(true);
  }

  /** Whether two values of the type can be compared. */
  public boolean isComparable() {
    return switch (type.getTypeRoot()) {
      case CHAR,
          VARCHAR,
          BOOLEAN,
          BINARY,
          VARBINARY,
          DECIMAL,
          TINYINT,
          SMALLINT,
          INTEGER,
          BIGINT,
          FLOAT,
          DOUBLE,
          DATE,
          TIME_WITHOUT_TIME_ZONE,
          TIMESTAMP_WITHOUT_TIME_ZONE,
          TIMESTAMP_WITH_LOCAL_TIME_ZONE,
          INTERVAL_YEAR_MONTH,
          INTERVAL_DAY_TIME ->
          true;
      default -> false;
    };
  }

  /** Whether the field is equal in both, and null in none of them. */
  boolean isEqual(RowData key, RowData row) {
    RowData.FieldGetter ofKey = RowData.createFieldGetter(type, position);
    RowData.FieldGetter ofRow = RowData.createFieldGetter(type, field);
    return areEqual(ofKey.getFieldOrNull(key), ofRow.getFieldOrNull(row));
  }

  private static boolean areEqual(Object a, Object b) {
    if (a == null || b == null) {
      return false;
    }
    if (a instanceof byte[] bytes) {
      return Arrays.equals(bytes, (byte[]) b);
    }
    if (a instanceof DecimalData decimal) {
      return decimal.compareTo((DecimalData) b) == 0;
    }
    // As Java and Flink compare numbers: both zeros are equal, and NaN is equal to nothing.
    if (a instanceof Double number) {
      return number.doubleValue() == (Double) b;
    }
    return a instanceof Float number ? number.floatValue() == (Float) b : a.equals(b);
  }
}
