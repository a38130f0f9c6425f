package io.cosmoscassandra.flink.simulation.time;

import java.util.concurrent.locks.LockSupport;
import javax.annotation.Nullable;

/** Real thread that runs actors, one after the other, and only when it has the turn. */
final class Carrier implements Runnable {

  private final Carriers carriers;
  private final Thread thread;
  private volatile boolean turn;
  private volatile boolean ended;

  // Handed over together with the turn.
  @Nullable private Scheduler scheduler;
  @Nullable private Actor next;

  Carrier(Carriers carriers) {
    this.carriers = carriers;
    this.thread = new Thread(this, "simulation");
    thread.setDaemon(true);
    thread.start();
  }

  void assign(Scheduler owner, Actor actor) {
    scheduler = owner;
    next = actor;
    actor.carrier = this;
  }

  void giveTurn() {
    turn = true;
    LockSupport.unpark(thread);
  }

  void end() {
    ended = true;
    giveTurn();
  }

  void awaitTurn() {
    while (!turn) {
      LockSupport.park(this);
    }
    turn = false;
  }

  @Override
  public void run() {
    while (true) {
      awaitTurn();
      if (ended) {
        return;
      }
      Actor actor = next;
      Scheduler owner = scheduler;
      while (actor != null) {
        owner.runBody(actor);
        actor = owner.finish(actor, this, carriers);
      }
    }
  }
}
