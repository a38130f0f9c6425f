package io.cosmoscassandra.flink.simulation.time;

import javax.annotation.Nullable;

/** A thread of the simulated program: it runs until it waits, and another one takes the turn. */
public final class Actor {

  /** Reason why a waiting actor resumes. */
  enum Wake {
    START,
    SIGNAL,
    TIMEOUT,
    SPURIOUS,
    INTERRUPT,
    CRASH
  }

  /** The code of an actor. */
  @FunctionalInterface
  public interface Body {
    void run() throws Exception;
  }

  final String name;
  @Nullable final TaskProcess process;
  final Body body;

  // The fields below are accessed only by the thread that has the turn.

  @Nullable Carrier carrier;
  Wake wake = Wake.START;
  boolean waiting = true;
  boolean done;
  boolean interrupted;

  /** Distinguishes a wait from earlier ones, so that a late wake-up has no effect. */
  long waitNumber;

  Actor(String name, @Nullable TaskProcess process, Body body) {
    this.name = name;
    this.process = process;
    this.body = body;
  }
}
