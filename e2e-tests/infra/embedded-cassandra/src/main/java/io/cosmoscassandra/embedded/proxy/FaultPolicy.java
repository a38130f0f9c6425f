package io.cosmoscassandra.embedded.proxy;

import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** Decides what becomes of each request; asked by several threads at a time. */
@FunctionalInterface
public interface FaultPolicy {

  /** What becomes of this request. */
  Fault decide(ClientRequest request);

  /** Everything passes. */
  static FaultPolicy none() {
    return request -> Fault.forward();
  }

  /** The same for each request. */
  static FaultPolicy always(Fault fault) {
    return request -> fault;
  }

  /** A fault for a share of the requests, the same share and order for the same seed. */
  static FaultPolicy randomly(double probability, long seed, Fault fault) {
    return randomly(probability, seed, always(fault));
  }

  /** A policy that is asked for a share of the requests. */
  static FaultPolicy randomly(double probability, long seed, FaultPolicy policy) {
    Random random = new Random(seed);
    return request -> random.nextDouble() < probability ? policy.decide(request) : Fault.forward();
  }

  /** For each request one of these faults, all equally often. */
  static FaultPolicy anyOf(long seed, Fault... faults) {
    List<Fault> choices = List.of(faults);
    Random random = new Random(seed);
    return request -> choices.get(random.nextInt(choices.size()));
  }

  /** These faults for the first requests, one each; then everything passes. */
  static FaultPolicy inTurn(Fault... faults) {
    List<Fault> turns = List.of(faults);
    AtomicLong turn = new AtomicLong();
    return request -> {
      long current = turn.getAndIncrement();
      return current < turns.size() ? turns.get((int) current) : Fault.forward();
    };
  }

  /** This policy for requests of one kind; all others pass and do not count for it. */
  default FaultPolicy when(Predicate<ClientRequest> condition) {
    return request -> condition.test(request) ? decide(request) : Fault.forward();
  }

  /** This policy for requests whose CQL contains a text, such as the name of a table. */
  default FaultPolicy whenMentions(String text) {
    return when(request -> request.mentions(text));
  }

  /** This policy for the first requests; then everything passes. */
  default FaultPolicy times(long count) {
    AtomicLong asked = new AtomicLong();
    return when(request -> asked.getAndIncrement() < count);
  }

  /** This policy after so many requests have passed. */
  default FaultPolicy after(long count) {
    AtomicLong asked = new AtomicLong();
    return when(request -> asked.getAndIncrement() >= count);
  }

  /** Another policy for what this one lets pass. */
  default FaultPolicy orElse(FaultPolicy other) {
    return request -> {
      Fault fault = decide(request);
      return fault instanceof Fault.Forward ? other.decide(request) : fault;
    };
  }
}
