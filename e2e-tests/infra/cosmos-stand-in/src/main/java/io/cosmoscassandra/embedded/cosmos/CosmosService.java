package io.cosmoscassandra.embedded.cosmos;

import io.cosmoscassandra.embedded.cosmos.Statement.Part;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/** The state of the imitated service, shared by all connections of a stand-in. */
final class CosmosService implements AutoCloseable {

  private static final double KILOBYTE = 1_024;

  private final Account account;
  private final Behaviour behaviour;
  private final Restrictions restrictions;
  private final KnownTables tables;
  private final Map<ByteBuffer, Prepared> prepared = new ConcurrentHashMap<>();
  private final Random random;
  private final StandInClock clock = new StandInClock();
  private volatile Throttling throttling = Throttling.none();

  CosmosService(Account account, Behaviour behaviour, long seed) {
    this.account = account;
    this.behaviour = behaviour;
    this.restrictions = new Restrictions(account);
    this.tables = new KnownTables(behaviour, clock);
    this.random = new Random(seed);
  }

  Account account() {
    return account;
  }

  Behaviour behaviour() {
    return behaviour;
  }

  KnownTables tables() {
    return tables;
  }

  Map<ByteBuffer, Prepared> prepared() {
    return prepared;
  }

  void throttle(Throttling chosen) {
    throttling = chosen;
  }

  /** Why a statement is not even tried, if it is not. */
  Optional<Refusal> refusal(Statement statement) {
    return restrictions.refusal(statement).or(() -> tables.refusal(statement));
  }

  /** What an executed statement has to pay with, or why it is turned away. */
  Admission admit(Statement statement) {
    Part part = statement.first().orElseThrow();
    String table = part.cql().table().orElseThrow();
    Throughput payer = tables.throughput(table);
    int partition = part.partition().map(ByteBuffer::hashCode).orElseGet(random::nextInt);
    double units =
        statement.isWrite()
            ? statement.parts().stream().mapToDouble(this::unitsOfWrite).sum()
            : behaviour.unitsPerRead();
    long now = System.nanoTime();
    OptionalLong turnedAway = throttling.retryAfterMillis(table);
    long wait;
    if (turnedAway.isPresent()) {
      wait = turnedAway.getAsLong();
      payer.turnAway(clock.nanos());
    } else {
      wait = payer.take(partition, units, clock.nanos());
    }
    if (wait > 0) {
      payer.history().waits(partition, now);
      return new Admission(Optional.of(Refusal.throttled(wait)), null);
    }
    payer.history().served(partition, now);
    if (statement.isWrite() && happens(behaviour.conflictShare())) {
      return new Admission(
          Optional.of(Refusal.writeFailure("Retry the request: the row is being written (449)")),
          null);
    }
    return new Admission(
        Optional.empty(), new ResponseEffect.Charge(payer, partition, units, !statement.isWrite()));
  }

  /** What a read costs beside what it has paid for already. */
  double furtherUnitsOfRead(int bytesOfResponse) {
    return behaviour.unitsPerRead() * (kilobytes(bytesOfResponse) - 1);
  }

  /** Whether a read finds nothing of what was written just before. */
  boolean readsStale() {
    return happens(behaviour.staleShare());
  }

  @Override
  public void close() {
    clock.close();
  }

  private double unitsOfWrite(Part part) {
    return behaviour.unitsPerWrite() * kilobytes(part.bytes());
  }

  private static double kilobytes(int bytes) {
    return Math.max(1, Math.ceil(bytes / KILOBYTE));
  }

  private boolean happens(double share) {
    return share > 0 && random.nextDouble() < share;
  }

  /**
   * Whether a request may be carried out.
   *
   * @param refusal why not
   * @param charge what it pays, if it may
   */
  record Admission(Optional<Refusal> refusal, ResponseEffect.Charge charge) {}
}
