package io.cosmoscassandra.benchmarks.source;

import io.cosmoscassandra.benchmarks.contender.Feed;
import io.cosmoscassandra.benchmarks.contender.Query;
import io.cosmoscassandra.benchmarks.contender.RowHash;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.binary.BinaryStringData;

/** Counters of rows in Flink's internal format. */
final class CountedRows {

  private static final int MILLIS = 3;

  private static final RowHash.Characters<BinaryStringData> CHARACTERS =
      new RowHash.Characters<>() {
        @Override
        public int length(BinaryStringData text) {
          return text.getSizeInBytes();
        }

        @Override
        public int at(BinaryStringData text, int index) {
          return text.byteAt(index);
        }
      };

  private CountedRows() {}

  static RowCounter<RowData> of(Query query) {
    return switch (query) {
      case ROWS, FILTERED, LOOKUP, LOOKUP_PARTITION, LOOKUP_SKEWED ->
          (row, part) -> part.row(hash(row));
      case PROJECTION -> (row, part) -> part.row(RowHash.of(row.getInt(0), row.getDouble(1)));
      case COUNT -> (row, part) -> part.counted(row.getLong(0));
      case PACED ->
          (row, part) -> {
            Feed.current().next(part.rows());
            part.row(0);
          };
      case COPY -> throw new IllegalArgumentException("A copy is not counted on its way");
    };
  }

  private static long hash(RowData row) {
    BinaryStringData text = (BinaryStringData) row.getString(5);
    text.ensureMaterialized();
    return RowHash.of(
        row.getLong(0),
        row.getLong(1),
        row.getInt(2),
        row.getDouble(3),
        row.getTimestamp(4, MILLIS).getMillisecond(),
        RowHash.text(text, CHARACTERS));
  }
}
