package io.cosmoscassandra.embedded.proxy;

import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** Chooses a fault for each request; several threads call it at the same time. */
@FunctionalInterface
public interface FaultPolicy {

  /** The fault for this request. */
  RequestFault decide(ClientRequest request);

  /** Everything passes. */
  static FaultPolicy none() {
    return request -> RequestFault.forward();
  }

  /** The same for each request. */
  static FaultPolicy always(RequestFault fault) {
    return request -> fault;
  }

  /** A fault for a share of the requests, the same share and order for the same seed. */
  static FaultPolicy randomly(double probability, long seed, RequestFault fault) {
    return randomly(probability, seed, always(fault));
  }

  /** A policy that is asked for a share of the requests. */
  static FaultPolicy randomly(double probability, long seed, FaultPolicy policy) {
    Random random = new Random(seed);
    return request ->
        random.nextDouble() < probability ? policy.decide(request) : RequestFault.forward();
  }

  /** For each request one of these faults, all equally often. */
  static FaultPolicy anyOf(long seed, RequestFault... faults) {
    List<RequestFault> choices = List.of(faults);
    Random random = new Random(seed);
    return request -> choices.get(random.nextInt(choices.size()));
  }

  /** These faults for the first requests, one each; then everything passes. */
  static FaultPolicy inTurn(RequestFault... faults) {
    List<RequestFault> turns = List.of(faults);
    AtomicLong turn = new AtomicLong();
    return request -> {
      long current = turn.getAndIncrement();
      return current < turns.size() ? turns.get((int) current) : RequestFault.forward();
    };
  }

  /** This policy for requests of one kind; all others pass and do not count for it. */
  default FaultPolicy when(Predicate<ClientRequest> condition) {
    return request -> condition.test(request) ? decide(request) : RequestFault.forward();
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
      RequestFault fault = decide(request);
      return fault instanceof RequestFault.Forward ? other.decide(request) : fault;
    };
  }
}
