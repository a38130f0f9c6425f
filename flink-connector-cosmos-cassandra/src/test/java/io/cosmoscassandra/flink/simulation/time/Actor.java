package io.cosmoscassandra.flink.simulation.time;

import javax.annotation.Nullable;

/** A thread of the simulated program: it runs until it waits, then somebody else does. */
public final class Actor {

  /** Why a waiting actor goes on. */
  enum Wake {
    START,
    SIGNAL,
    TIMEOUT,
    SPURIOUS,
    INTERRUPT,
    CRASH
  }

  /** What an actor does. */
  @FunctionalInterface
  public interface Body {
    void run() throws Exception;
  }

  final String name;
  @Nullable final TaskProcess process;
  final Body body;

  // All below is touched only by whoever has the turn.

  @Nullable Carrier carrier;
  Wake wake = Wake.START;
  boolean waiting = true;
  boolean done;
  boolean interrupted;

  /** Tells a wait from the ones before it, so that a late wake-up finds nobody. */
  long waitNumber;

  Actor(String name, @Nullable TaskProcess process, Body body) {
    this.name = name;
    this.process = process;
    this.body = body;
  }
}
