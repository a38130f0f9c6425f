package io.cosmoscassandra.flink.commit;

import io.cosmoscassandra.flink.commit.store.CommitterTables;
import io.cosmoscassandra.flink.commit.store.Register;
import io.cosmoscassandra.flink.commit.store.RegisterNote;
import io.cosmoscassandra.flink.time.Timing;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Reserves the write timestamps of the transactions of one run, so that no two effects of one row
 * ever carry the same one, and those of a transaction that is prepared later are later.
 *
 * <p>A sink has a register with the highest timestamp that was reserved. It is read before a
 * reservation and raised by it, and the transaction is promised only after that. So whatever was
 * promised when a transaction is prepared lies below it. What remains are reservations at the same
 * time, which read the same number:
 *
 * <ul>
 *   <li><b>Subtasks of one sink</b> divide the timestamps: of {@code n} subtasks, subtask {@code i}
 *       uses those with remainder {@code i} modulo {@code n}. So their ranges may overlap without a
 *       timestamp in common, and none waits for another. Where the rows of a key always go to one
 *       subtask, each may use all timestamps.
 *   <li><b>Other sinks with the same identity</b>, such as a second INSERT into the table, are a
 *       group of subtasks each. A group has a register of its own, which is raised together with
 *       that of the sink and read again afterwards together with those of the other groups. The
 *       reservation holds if none of them has reached its first timestamp; else it is abandoned,
 *       and a higher one is tried. Of two reservations at the same time at least one is read by the
 *       other, because each is written before the other groups are read; and the one that reads it
 *       moves, whether the ranges overlap or the other one is only higher. So both never hold and
 *       overlap. Registers only grow, so a later reservation of a group hides no danger.
 * </ul>
 *
 * <p>Abandoned reservations are never promised. To move apart, the group with the lowest identity
 * tries again at once, and the others after a pause.
 */
final class TimestampReservation {

  private final String sink;
  private final TransactionWriter.Run run;
  private final TimestampShare share;
  private final CommitterTables tables;
  private final Timing timing;
  private long lastReserved = Long.MIN_VALUE;

  TimestampReservation(
      String sink,
      TransactionWriter.Run run,
      TimestampShare share,
      CommitterTables tables,
      Timing timing) {
    this.sink = sink;
    this.run = run;
    this.share = share;
    this.tables = tables;
    this.timing = timing;
  }

  /**
   * Reserves a timestamp for every effect of a transaction.
   *
   * @return the first one; the others follow at the distance of the share
   */
  long reserve(long effects) throws IOException, InterruptedException {
    Map<UUID, Long> reserved = tables.readReserved(sink);
    for (int attempt = 1; ; attempt++) {
      long now = timing.clock().micros();
      long base = share.firstAfter(Math.max(Math.max(now, lastReserved), highest(reserved)));
      lastReserved = base + (effects - 1) * share.stride();
      tables.reserve(
          sink,
          share.group(),
          lastReserved,
          new RegisterNote(
              run.subtask(), run.parallelism(), 0, effects, TimeUnit.MICROSECONDS.toMillis(now)));
      reserved = tables.readReserved(sink);
      Set<UUID> rivals = rivals(reserved, base);
      if (rivals.isEmpty()) {
        return base;
      }
      if (rivals.stream().anyMatch(group -> group.compareTo(share.group()) < 0)) {
        tables.backOff(attempt);
        reserved = tables.readReserved(sink);
      }
    }
  }

  private static long highest(Map<UUID, Long> reserved) {
    return reserved.values().stream().mapToLong(Long::longValue).max().orElse(Long.MIN_VALUE);
  }

  /** The other groups that have reached a timestamp. */
  private Set<UUID> rivals(Map<UUID, Long> reserved, long base) {
    return reserved.entrySet().stream()
        .filter(entry -> entry.getValue() >= base)
        .map(Map.Entry::getKey)
        .filter(group -> !group.equals(share.group()) && !group.equals(Register.NO_RUN))
        .collect(Collectors.toSet());
  }
}
