package io.cosmoscassandra.flink.write;

import java.util.List;

/** Writes that are sent, and retried, together. */
final class WriteRequest {

  private final List<PendingWrite> pending;
  private final List<Write> writes;
  private final int[] keyHashes;
  private final long bytes;
  private long firstSentNanos;
  private long lastSentNanos;
  private int attempts;
  private int unsent;
  private int writeFailures;

  /** The number that the congestion window gave to the latest attempt. */
  private long windowNumber;

  WriteRequest(PendingWrite alone) {
    this.pending = List.of(alone);
    this.writes = List.of(alone.write());
    this.keyHashes = new int[] {alone.keyHash()};
    this.bytes = alone.size();
  }

  WriteRequest(List<PendingWrite> pending) {
    Write[] all = new Write[pending.size()];
    int[] hashes = new int[all.length];
    long sum = 0;
    for (int i = 0; i < all.length; i++) {
      PendingWrite next = pending.get(i);
      all[i] = next.write();
      hashes[i] = next.keyHash();
      sum += next.size();
    }
    this.pending = pending;
    this.writes = List.of(all);
    this.keyHashes = hashes;
    this.bytes = sum;
  }

  List<PendingWrite> pending() {
    return pending;
  }

  List<Write> writes() {
    return writes;
  }

  int size() {
    return writes.size();
  }

  /**
   * The hashes of the rows' keys, kept apart: when the request completes, the rows have left the
   * processor's caches.
   */
  int[] keyHashes() {
    return keyHashes;
  }

  /** The size of its writes in bytes. */
  long bytes() {
    return bytes;
  }

  /** The request units reserved for its writes. */
  double reservedUnits() {
    return pending.stream().mapToDouble(PendingWrite::units).sum();
  }

  int attempts() {
    return attempts;
  }

  /** The attempts that may have reached a node. */
  int sentAttempts() {
    return attempts - unsent;
  }

  /** Notes that the latest attempt was not sent, because no node could be reached. */
  void notSent() {
    unsent++;
  }

  /** The attempts that failed after the coordinator had accepted the write. */
  int writeFailures() {
    return writeFailures;
  }

  /** Notes that the latest attempt failed after the coordinator had accepted the write. */
  void writeFailed() {
    writeFailures++;
  }

  long windowNumber() {
    return windowNumber;
  }

  void sent(long nanos, long number) {
    if (attempts == 0) {
      firstSentNanos = nanos;
    }
    lastSentNanos = nanos;
    windowNumber = number;
    attempts++;
  }

  /** Nanoseconds since the first attempt. */
  long ageNanos(long now) {
    return now - firstSentNanos;
  }

  /** Nanoseconds since the latest attempt. */
  long latencyNanos(long now) {
    return now - lastSentNanos;
  }

  /** Names the row of its first write, and counts the others. */
  String describedBy(KeyDescription keys) {
    String first = keys.of(writes.get(0).mutation());
    return size() == 1 ? first : first + " and " + (size() - 1) + " more";
  }
}
