package io.cosmoscassandra.benchmarks.spark;

import io.cosmoscassandra.benchmarks.contender.RowHash;
import io.cosmoscassandra.benchmarks.contender.Tally;
import java.util.Iterator;
import org.apache.spark.api.java.function.VoidFunction;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.unsafe.types.UTF8String;

/** Counts the rows of a partition. */
final class SparkRowCounter implements VoidFunction<Iterator<InternalRow>> {

  private static final long serialVersionUID = 1;

  private static final long MICROS_PER_MILLI = 1_000;

  private static final RowHash.Characters<UTF8String> CHARACTERS =
      new RowHash.Characters<>() {
        @Override
        public int length(UTF8String text) {
          return text.numBytes();
        }

        @Override
        public int at(UTF8String text, int index) {
          return Platform.getByte(text.getBaseObject(), text.getBaseOffset() + index);
        }
      };

  private final boolean numbersOnly;

  SparkRowCounter(boolean numbersOnly) {
    this.numbersOnly = numbersOnly;
  }

  @Override
  public void call(Iterator<InternalRow> rows) {
    try (Tally.Part part = Tally.current().part()) {
      while (rows.hasNext()) {
        InternalRow row = rows.next();
        part.row(numbersOnly ? RowHash.of(row.getInt(0), row.getDouble(1)) : hash(row));
      }
    }
  }

  private static long hash(InternalRow row) {
    return RowHash.of(
        row.getLong(0),
        row.getLong(1),
        row.getInt(2),
        row.getDouble(3),
        row.getLong(4) / MICROS_PER_MILLI,
        RowHash.text(row.getUTF8String(5), CHARACTERS));
  }
}
