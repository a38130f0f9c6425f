package io.cosmoscassandra.flink.simulation.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cosmoscassandra.flink.time.Timing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SchedulerTest {

  private static final long SECOND = 1_000_000_000L;

  private final List<String> steps = new ArrayList<>();
  private final Carriers carriers = new Carriers();
  private final Scheduler scheduler = new Scheduler(new Chance(1), carriers, new Trace(0), 100_000);
  private final TaskProcess process = new TaskProcess("process", new Host(scheduler, 0), scheduler);

  @AfterEach
  void endThreads() {
    carriers.close();
  }

  @Test
  void callbacksRunInTheOrderOfTime() {
    scheduler.after(2 * SECOND, null, () -> steps.add("second"));
    scheduler.after(SECOND, null, () -> steps.add("first"));

    scheduler.run();

    assertThat(steps).containsExactly("first", "second");
    assertThat(scheduler.nanos()).isEqualTo(2 * SECOND);
  }

  @Test
  void waitingTakesOnlyVirtualTime() {
    start(
        "sleeper",
        () -> {
          scheduler.sleep(1_000_000 * SECOND);
          steps.add("awake");
        });

    scheduler.run();

    assertThat(steps).containsExactly("awake");
    assertThat(scheduler.nanos()).isGreaterThanOrEqualTo(1_000_000 * SECOND);
  }

  @Test
  void actorsTakeTurns() {
    for (String name : List.of("a", "b")) {
      start(
          name,
          () -> {
            for (int i = 0; i < 3; i++) {
              scheduler.sleep(SECOND);
              steps.add(name + i);
            }
          });
    }

    scheduler.run();

    assertThat(steps).hasSize(6).contains("a2", "b2");
    assertThat(steps.subList(0, 2)).containsExactlyInAnyOrder("a0", "b0");
  }

  @Test
  void aSignalWakesAWaitingActor() {
    Condition condition = process.timing().locks().get().newCondition();
    boolean[] open = {false};
    start(
        "waiter",
        () -> {
          while (!open[0]) {
            condition.await();
          }
          steps.add("through at " + scheduler.nanos() / SECOND);
        });
    scheduler.after(
        5 * SECOND,
        null,
        () -> {
          open[0] = true;
          condition.signalAll();
        });

    scheduler.run();

    assertThat(steps).containsExactly("through at 5");
  }

  @Test
  void aKilledActorNeverResumes() {
    start(
        "victim",
        () -> {
          try {
            scheduler.sleep(10 * SECOND);
            steps.add("survived");
          } finally {
            steps.add("unwound");
          }
        });
    process.timing().timer().schedule(Duration.ofSeconds(8), () -> steps.add("timer"));
    scheduler.after(5 * SECOND, null, () -> scheduler.kill(process));

    scheduler.run();

    assertThat(steps).containsExactly("unwound");
  }

  @Test
  void aFrozenActorResumesLater() {
    start(
        "zombie",
        () -> {
          scheduler.sleep(SECOND);
          steps.add("after " + scheduler.nanos() / SECOND);
        });
    process.freezeUntil(60 * SECOND);

    scheduler.run();

    assertThat(steps).containsExactly("after 61");
  }

  @Test
  void anInterruptEndsAWait() {
    Actor actor =
        start(
            "task",
            () -> {
              try {
                scheduler.sleep(100 * SECOND);
              } catch (InterruptedException e) {
                steps.add("interrupted at " + scheduler.nanos() / SECOND);
              }
            });
    scheduler.after(3 * SECOND, null, () -> scheduler.interrupt(actor));

    scheduler.run();

    assertThat(steps).containsExactly("interrupted at 3");
  }

  @Test
  @SuppressWarnings("WaitNotInLoop") // it never gets that far
  void aCallbackMustNotWait() {
    Timing timing = process.timing();
    scheduler.after(
        SECOND,
        null,
        () -> {
          try {
            timing.locks().get().newCondition().await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });

    assertThatThrownBy(scheduler::run).hasRootCauseMessage("No actor has the turn");
  }

  private Actor start(String name, Actor.Body body) {
    return scheduler.start(name, process, body);
  }
}
