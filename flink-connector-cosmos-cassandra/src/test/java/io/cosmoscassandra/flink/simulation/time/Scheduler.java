package io.cosmoscassandra.flink.simulation.time;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import javax.annotation.Nullable;

/**
 * Decides what happens next: exactly one thing at a time, in the order of a virtual clock.
 *
 * <p>A callback never waits, and runs on the thread that has the turn. An actor that waits passes
 * the turn on itself, and mostly to itself: another thread is woken only if it is another actor's
 * turn.
 */
public final class Scheduler {

  /** A day in the year 2026, so that no timestamp is near zero. */
  private static final long START_MICROS = 1_780_000_000_000_000L;

  private static final int SPURIOUS_WAKE_UP_ONE_IN = 60;

  private final Chance chance;
  private final Carriers carriers;
  private final Trace trace;
  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private final List<Actor> actors = new ArrayList<>();
  private final long maxEvents;
  private long now;
  private long sequence;
  private long handled;
  private boolean over;
  @Nullable private Actor running;
  @Nullable private Throwable failure;
  @Nullable private Thread main;
  private volatile boolean mainTurn;

  /** A future event: a callback, or the end of the wait of an actor. */
  private record Event(
      long time,
      long number,
      @Nullable TaskProcess process,
      @Nullable Runnable callback,
      @Nullable Actor actor,
      long waitNumber,
      Actor.Wake wake)
      implements Comparable<Event> {

    @Override
    public int compareTo(Event other) {
      int byTime = Long.compare(time, other.time);
      return byTime != 0 ? byTime : Long.compare(number, other.number);
    }
  }

  public Scheduler(Chance chance, Carriers carriers, Trace trace, long maxEvents) {
    this.chance = chance;
    this.carriers = carriers;
    this.trace = trace;
    this.maxEvents = maxEvents;
  }

  public Chance chance() {
    return chance;
  }

  /** The virtual nanoseconds since the simulation began. */
  public long nanos() {
    return now;
  }

  /** The true time of day. */
  public long micros() {
    return START_MICROS + TimeUnit.NANOSECONDS.toMicros(now);
  }

  public void trace(Supplier<String> step) {
    trace.add(now, step);
  }

  /** Runs a callback later, unless its process is dead by then. */
  public void after(long nanos, @Nullable TaskProcess process, Runnable callback) {
    events.add(
        new Event(
            now + Math.max(0, nanos), sequence++, process, callback, null, 0, Actor.Wake.SIGNAL));
  }

  /** Starts an actor. */
  public Actor start(String name, @Nullable TaskProcess process, Actor.Body body) {
    Actor actor = new Actor(name, process, body);
    actors.add(actor);
    wake(actor, Actor.Wake.START, chance.between(0L, 500_000L));
    return actor;
  }

  /** Ends a process with all its actors. */
  public void kill(TaskProcess process) {
    if (process.isDead()) {
      return;
    }
    process.markDead();
    for (Actor actor : actors) {
      if (actor.process == process && actor.waiting) {
        wake(actor, Actor.Wake.CRASH, 0);
      }
    }
  }

  /** Interrupts an actor as {@link Thread#interrupt} would. */
  public void interrupt(Actor actor) {
    if (actor.waiting && actor.carrier != null) {
      wake(actor, Actor.Wake.INTERRUPT, chance.between(0L, 100_000L));
    } else {
      actor.interrupted = true;
    }
  }

  /** Makes the actor that has the turn pause. */
  public void sleep(long nanos) throws InterruptedException {
    long end = now + nanos;
    while (now < end) {
      await(end - now);
    }
  }

  /** Ends the simulation. */
  public void stop() {
    over = true;
  }

  void wake(Actor actor, Actor.Wake wake, long delay) {
    events.add(
        new Event(now + delay, sequence++, actor.process, null, actor, actor.waitNumber, wake));
  }

  /**
   * Makes the actor that has the turn wait until it is woken.
   *
   * @param nanos the timeout
   */
  Actor.Wake await(long nanos) throws InterruptedException {
    Actor self = running;
    if (self == null) {
      throw fail(new IllegalStateException("A callback waits"));
    }
    if (over || (self.process != null && self.process.isDead())) {
      throw new Crash();
    }
    if (self.interrupted) {
      self.interrupted = false;
      throw new InterruptedException();
    }
    if (nanos != Long.MAX_VALUE) {
      wake(self, Actor.Wake.TIMEOUT, Math.max(0, nanos));
    }
    if (chance.oneIn(SPURIOUS_WAKE_UP_ONE_IN)) {
      wake(self, Actor.Wake.SPURIOUS, chance.between(0L, 5_000_000L));
    }
    self.waiting = true;
    running = null;
    Actor next = nextTurn();
    if (next != self) {
      passTurn(next);
      self.carrier.awaitTurn();
    }
    begin(self);
    return switch (self.wake) {
      case CRASH -> throw new Crash();
      case INTERRUPT -> throw new InterruptedException();
      case START, SIGNAL, TIMEOUT, SPURIOUS -> self.wake;
    };
  }

  /** The actor that has the turn. */
  Actor running() {
    if (running == null) {
      throw fail(new IllegalStateException("No actor has the turn"));
    }
    return running;
  }

  /**
   * Runs until it is stopped or nothing is left to happen, and ends every actor.
   *
   * @throws IllegalStateException if the simulated program broke a rule of the simulation
   */
  public void run() {
    main = Thread.currentThread();
    Actor next = nextTurn();
    if (next != null) {
      passTurn(next);
      while (!mainTurn) {
        LockSupport.park(this);
      }
    }
    if (failure != null) {
      throw new IllegalStateException(failure);
    }
  }

  public long handledEvents() {
    return handled;
  }

  /** Ends the simulation with an error. */
  RuntimeException fail(Throwable error) {
    if (failure == null) {
      failure = error;
    }
    over = true;
    return new IllegalStateException(error);
  }

  void runBody(Actor actor) {
    begin(actor);
    try {
      if (actor.wake != Actor.Wake.CRASH) {
        actor.body.run();
      }
    } catch (Crash | InterruptedException e) {
      // The end of an actor.
    } catch (Throwable e) {
      fail(e);
    }
  }

  /** Ends an actor; returns the next one if its carrier can go on with it. */
  @Nullable
  Actor finish(Actor actor, Carrier carrier, Carriers owner) {
    actor.done = true;
    running = null;
    Actor next = nextTurn();
    if (next != null && next.carrier == null) {
      carrier.assign(this, next);
      return next;
    }
    owner.giveBack(carrier);
    passTurn(next);
    return null;
  }

  private void begin(Actor actor) {
    actor.waiting = false;
    actor.waitNumber++;
    running = actor;
  }

  private void passTurn(@Nullable Actor next) {
    if (next == null) {
      mainTurn = true;
      LockSupport.unpark(main);
      return;
    }
    if (next.carrier == null) {
      carriers.take().assign(this, next);
    }
    next.carrier.giveTurn();
  }

  /** Runs callbacks until it is the turn of an actor; null if none is left. */
  @Nullable
  private Actor nextTurn() {
    while (!over) {
      Event event = events.poll();
      if (event == null || ++handled > maxEvents) {
        over = true;
        break;
      }
      TaskProcess process = event.process;
      if (process != null && !process.isDead() && process.frozenUntil() > event.time) {
        events.add(
            new Event(
                process.frozenUntil(),
                event.number,
                process,
                event.callback,
                event.actor,
                event.waitNumber,
                event.wake));
        continue;
      }
      now = Math.max(now, event.time);
      if (event.actor != null) {
        if (isDue(event)) {
          event.actor.wake = process != null && process.isDead() ? Actor.Wake.CRASH : event.wake;
          return event.actor;
        }
      } else if (process == null || !process.isDead()) {
        runCallback(event.callback);
      }
    }
    return nextToEnd();
  }

  private static boolean isDue(Event event) {
    Actor actor = event.actor;
    return actor.waiting && !actor.done && actor.waitNumber == event.waitNumber;
  }

  private void runCallback(Runnable callback) {
    try {
      callback.run();
    } catch (Crash e) {
      // The callback's process died of it.
    } catch (Throwable e) {
      fail(e);
    }
  }

  /** At the end, ends the actors that still wait, one by one, to get their threads back. */
  @Nullable
  private Actor nextToEnd() {
    for (Actor actor : actors) {
      if (!actor.done && actor.carrier != null) {
        actor.wake = Actor.Wake.CRASH;
        return actor;
      }
    }
    return null;
  }
}
