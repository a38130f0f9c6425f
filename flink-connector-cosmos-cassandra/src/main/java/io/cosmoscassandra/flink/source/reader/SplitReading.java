package io.cosmoscassandra.flink.source.reader;

import io.cosmoscassandra.flink.read.CqlPredicate;
import io.cosmoscassandra.flink.read.PartReading;
import io.cosmoscassandra.flink.read.ReadPosition;
import io.cosmoscassandra.flink.read.TableReader;
import io.cosmoscassandra.flink.read.page.RangeTooLargeException;
import io.cosmoscassandra.flink.read.page.ReadException;
import io.cosmoscassandra.flink.source.split.CassandraSplit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.flink.table.data.RowData;

/**
 * Reads a split: its partitions one after the other, or its range of tokens, which is cut in half
 * where the server cannot answer for all of it at once.
 */
final class SplitReading {

  private final TableReader table;
  private final String splitId;

  /** The split, or what is left of it; the first is being read. */
  private final Deque<CassandraSplit> left = new ArrayDeque<>();

  private PartReading part;

  SplitReading(TableReader table, CassandraSplit split) throws InterruptedException {
    this.table = table;
    this.splitId = split.splitId();
    table.requireSame(split.origin());
    this.left.add(split.of(table.origin()));
    this.part = open(left.getFirst());
  }

  private PartReading open(CassandraSplit split) throws InterruptedException {
    if (split instanceof CassandraSplit.TokenRange range) {
      return table.range(range.fromToken(), range.toToken(), range.position());
    }
    CqlPredicate.PartitionKey first = ((CassandraSplit.Partitions) split).partitions().get(0);
    return table.partition(first, split.position());
  }

  String splitId() {
    return splitId;
  }

  boolean isReady() {
    return part.isReady();
  }

  CompletableFuture<?> ready() {
    return part.ready();
  }

  boolean isFinished() {
    return left.isEmpty();
  }

  /** Emits rows that have come, up to a number; returns how many. */
  int emit(Consumer<RowData> output, int most) throws InterruptedException {
    int emitted;
    try {
      emitted = part.emit(output, most);
    } catch (RangeTooLargeException e) {
      halve(e);
      return 0;
    }
    if (part.isFinished()) {
      next();
    }
    return emitted;
  }

  private void next() throws InterruptedException {
    CassandraSplit done = left.remove();
    if (done instanceof CassandraSplit.Partitions partitions
        && partitions.partitions().size() > 1) {
      left.addFirst(partitions.rest());
    }
    if (!left.isEmpty()) {
      part = open(left.getFirst());
    }
  }

  /** Reads what is left of the range in two halves. */
  private void halve(RangeTooLargeException e) throws InterruptedException {
    ReadPosition place = part.position();
    if (!(left.getFirst() instanceof CassandraSplit.TokenRange range)) {
      throw new ReadException(
          "A partition is too large for one request: %s. Read a smaller range of its clustering columns, or raise the server's limit"
              .formatted(e.getMessage()),
          e);
    }
    long middle = table.middle(range.fromToken(), range.toToken(), place, e);
    part.close();
    left.removeFirst();
    left.addFirst(
        new CassandraSplit.TokenRange(
            range.splitId() + "+",
            middle,
            range.toToken(),
            range.bytesBehind(middle),
            ReadPosition.START,
            range.origin()));
    left.addFirst(
        new CassandraSplit.TokenRange(
            range.splitId(),
            range.fromToken(),
            middle,
            range.bytes() - range.bytesBehind(middle),
            place,
            range.origin()));
    part = open(left.getFirst());
  }

  /** The bytes that are left, as nodes estimate the size of ranges. */
  long bytesLeft() {
    long bytes = 0;
    for (CassandraSplit split : left) {
      if (split instanceof CassandraSplit.TokenRange range) {
        long token =
            split == left.getFirst()
                ? table.tokenAt(part.position()).orElse(range.fromToken())
                : range.fromToken();
        bytes += range.bytesBehind(token);
      }
    }
    return bytes;
  }

  /** What is left, with the place that has been reached. */
  List<CassandraSplit> snapshot() {
    List<CassandraSplit> splits = new ArrayList<>(left);
    splits.set(0, splits.get(0).at(part.position()));
    return splits;
  }

  void close() {
    part.close();
  }
}
