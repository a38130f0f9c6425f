package io.cosmoscassandra.flink.codec;

import java.math.BigDecimal;

/** A number of any length, written without zeros at its end. */
final class NormalDecimalText extends DecimalText {

  @Override
  BigDecimal form(BigDecimal number) {
    return number.stripTrailingZeros();
  }
}
