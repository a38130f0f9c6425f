package io.cosmoscassandra.flink.codec;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.apache.flink.table.data.DecimalData;

/** A DECIMAL type, which takes what has neither more digits nor a finer scale. */
record FlinkDecimal(int precision, int scale) {

  DecimalData of(BigDecimal value) {
    if (value.signum() == 0) {
      return DecimalData.fromUnscaledBytes(new byte[1], precision, scale);
    }
    // Asked first: a number of few bytes can have a thousand million digits.
    boolean fits =
        CqlDecimal.digitsBeforePoint(value) <= precision - scale
            && value.stripTrailingZeros().scale() <= scale;
    if (!fits) {
      throw ValueException.unfit(
          value,
          "DECIMAL(%d, %d)".formatted(precision, scale),
          "%d digits before and %d after the point".formatted(precision - scale, scale));
    }
    return DecimalData.fromBigDecimal(
        value.setScale(scale, RoundingMode.UNNECESSARY), precision, scale);
  }
}
