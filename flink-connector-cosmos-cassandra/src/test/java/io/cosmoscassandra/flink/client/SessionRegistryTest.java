package io.cosmoscassandra.flink.client;

import static io.cosmoscassandra.flink.options.CassandraConnectorOptions.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import io.cosmoscassandra.flink.client.dialect.CassandraDialect;
import io.cosmoscassandra.flink.client.failure.ConnectionException;
import io.cosmoscassandra.flink.client.failure.ConnectionException.Outlook;
import io.cosmoscassandra.flink.kit.Connections;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.apache.flink.util.TemporaryClassLoaderContext;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SessionRegistryTest {

  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();
  private final SessionRegistry registry =
      registry(s -> CompletableFuture.completedFuture(session()));

  private CqlSession session() {
    String name = "fake-" + opened.incrementAndGet();
    return (CqlSession)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {CqlSession.class},
            (proxy, method, args) ->
                switch (method.getName()) {
                  case "getName", "toString" -> name;
                  case "hashCode" -> name.hashCode();
                  case "equals" -> proxy == args[0];
                  case "closeAsync", "forceCloseAsync" -> {
                    closed.incrementAndGet();
                    yield CompletableFuture.completedFuture(null);
                  }
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  /** A registry in which callers that give up wait for their session longer than any test runs. */
  private static SessionRegistry registry(
      Function<ConnectionSettings, CompletionStage<CqlSession>> opener) {
    return new SessionRegistry(opener, Duration.ofHours(1));
  }

  private static ConnectionSettings settings(String host) {
    return Connections.settings(Connections.to(host).set(USERNAME, "u").set(PASSWORD, "p"));
  }

  @Test
  void equalSettingsShareOneSession() {
    try (SharedSession one = registry.acquire(settings("a"));
        SharedSession two = registry.acquire(settings("a"));
        SharedSession other = registry.acquire(settings("b"))) {
      assertThat(one.session()).isSameAs(two.session()).isNotSameAs(other.session());
      assertThat(one.timer()).isSameAs(two.timer()).isNotSameAs(other.timer());
      assertThat(one.settings()).isEqualTo(settings("a"));
      assertThat(one.dialect()).isEqualTo(new CassandraDialect());
    }
    assertThat(opened).hasValue(2);
    assertThat(closed).hasValue(2);
    assertThat(registry.size()).isZero();
  }

  @Test
  void jobsWithAPasswordSupplierShareNoSession() {
    ConnectionSettings settings =
        Connections.settings(
            Connections.to("a").set(USERNAME, "u").set(PASSWORD_SUPPLIER, "example.Supplier"));
    try (SharedSession one = acquireAsJob(new OtherLoader(), settings);
        SharedSession other = acquireAsJob(new OtherLoader(), settings)) {
      assertThat(one.session()).isNotSameAs(other.session());
    }
    assertThat(registry.size()).isZero();
  }

  @Test
  void tasksOfOneJobShareTheSessionOfItsPasswordSupplier() {
    ConnectionSettings settings =
        Connections.settings(
            Connections.to("a").set(USERNAME, "u").set(PASSWORD_SUPPLIER, "example.Supplier"));
    ClassLoader job = new OtherLoader();
    try (SharedSession one = acquireAsJob(job, settings);
        SharedSession two = acquireAsJob(job, settings)) {
      assertThat(one.session()).isSameAs(two.session());
    }
  }

  @Test
  void jobsWithoutAPasswordSupplierShareTheirSession() {
    try (SharedSession one = acquireAsJob(new OtherLoader(), settings("a"));
        SharedSession two = acquireAsJob(new OtherLoader(), settings("a"))) {
      assertThat(one.session()).isSameAs(two.session());
    }
  }

  private SharedSession acquireAsJob(ClassLoader job, ConnectionSettings settings) {
    try (TemporaryClassLoaderContext ignored = TemporaryClassLoaderContext.of(job)) {
      return registry.acquire(settings);
    }
  }

  /** Class loader of another job. */
  private static final class OtherLoader extends ClassLoader {}

  @Test
  void sessionEndsWithItsLastLeaseAndNotBefore() {
    SharedSession one = registry.acquire(settings("a"));
    SharedSession two = registry.acquire(settings("a"));
    one.close();
    one.close();
    assertThat(closed).hasValue(0);
    assertThat(two.timer().isShutdown()).isFalse();
    two.close();
    assertThat(closed).hasValue(1);
    assertThat(two.timer().isShutdown()).isTrue();
  }

  @Test
  void closedSessionIsNotHandedOutAgain() {
    registry.acquire(settings("a")).close();
    registry.acquire(settings("a")).close();
    assertThat(opened).hasValue(2);
  }

  @Test
  void timerIsOneDaemonThreadThatDoesNotOutliveTheSession() throws Exception {
    SharedSession shared = registry.acquire(settings("a"));
    Thread thread = shared.timer().submit(Thread::currentThread).get();
    assertThat(thread.isDaemon()).isTrue();
    Future<?> late = shared.timer().schedule(() -> {}, 1, TimeUnit.HOURS);
    shared.close();
    thread.join();
    assertThat(late.isDone()).as("ran").isFalse();
  }

  @Test
  void failureToOpenIsNotRemembered() {
    AtomicInteger attempts = new AtomicInteger();
    SessionRegistry flaky =
        registry(
            s ->
                attempts.incrementAndGet() == 1
                    ? CompletableFuture.failedFuture(
                        new ConnectionException(
                            Outlook.TRANSIENT, "no way", new IllegalStateException("driver")))
                    : CompletableFuture.completedFuture(session()));
    assertThatThrownBy(() -> flaky.acquire(settings("a")))
        .isInstanceOf(ConnectionException.class)
        .hasMessage("no way")
        .hasRootCauseMessage("driver")
        .asInstanceOf(InstanceOfAssertFactories.type(ConnectionException.class))
        .returns(Outlook.TRANSIENT, ConnectionException::outlook);
    assertThat(flaky.size()).isZero();
    flaky.acquire(settings("a")).close();
    assertThat(attempts).hasValue(2);
  }

  @Test
  void openerThatThrowsIsAFailureLikeAnyOther() {
    SessionRegistry broken =
        registry(
            s -> {
              throw new IllegalArgumentException("broken");
            });
    assertThatThrownBy(() -> broken.acquire(settings("a")))
        .isInstanceOf(ConnectionException.class)
        .hasMessage("Could not open a session: broken");
    assertThat(broken.size()).isZero();
  }

  @Test
  void connectingToOneClusterDoesNotHoldUpAnother() throws Exception {
    CompletableFuture<CqlSession> slow = new CompletableFuture<>();
    SessionRegistry mixed =
        registry(
            s ->
                s.cluster().hosts().get(0).host().equals("slow")
                    ? slow
                    : CompletableFuture.completedFuture(session()));
    ExecutorService pool = Executors.newCachedThreadPool();
    try {
      Future<SharedSession> first = pool.submit(() -> mixed.acquire(settings("slow")));
      Future<SharedSession> second = pool.submit(() -> mixed.acquire(settings("slow")));
      mixed.acquire(settings("fast")).close();
      assertThat(first.isDone()).isFalse();
      slow.complete(session());
      assertThat(first.get().session()).isSameAs(second.get().session());
      first.get().close();
      second.get().close();
    } finally {
      pool.shutdownNow();
    }
    assertThat(closed).hasValue(2);
  }

  @Test
  void interruptedCallerLeavesNoSessionBehind() throws Exception {
    CompletableFuture<CqlSession> slow = new CompletableFuture<>();
    InterruptedCaller caller = InterruptedCaller.of(registry(s -> slow));
    // One more interrupt does not end the wait: the class loader may go with the thread.
    caller.thread.interrupt();
    caller.awaitWaiting();
    slow.complete(session());
    caller.end();
    assertThat(closed).hasValue(1);
  }

  @Test
  void interruptedCallerDoesNotWaitForeverForItsSession() throws Exception {
    CompletableFuture<CqlSession> slow = new CompletableFuture<>();
    InterruptedCaller.of(new SessionRegistry(s -> slow, Duration.ofMillis(10))).end();
    assertThat(closed).hasValue(0);
    slow.complete(session());
    assertThat(closed).hasValue(1);
  }

  /** A thread that was interrupted while it waited for its session. */
  private record InterruptedCaller(Thread thread, FutureTask<Void> call) {

    static InterruptedCaller of(SessionRegistry registry) {
      FutureTask<Void> call =
          new FutureTask<>(
              () -> {
                assertThatThrownBy(() -> registry.acquire(settings("a")))
                    .isInstanceOf(ConnectionException.class)
                    .hasMessageContaining("Interrupted while connecting");
                assertThat(Thread.currentThread().isInterrupted()).isTrue();
                assertThat(registry.size()).isZero();
                return null;
              });
      Thread thread = new Thread(call);
      thread.start();
      spinUntil(() -> registry.size() == 1);
      thread.interrupt();
      spinUntil(() -> registry.size() == 0);
      return new InterruptedCaller(thread, call);
    }

    private static void spinUntil(BooleanSupplier condition) {
      while (!condition.getAsBoolean()) {
        Thread.onSpinWait();
      }
    }

    void awaitWaiting() {
      spinUntil(() -> call.isDone() || thread.getState() == Thread.State.TIMED_WAITING);
      assertThat(call.isDone()).as("the caller has gone before its session was closed").isFalse();
    }

    void end() throws Exception {
      call.get();
    }
  }

  @Test
  void sessionThatNeverGetsReadyIsGivenUpAndClosedShouldItComeAfterAll() {
    CompletableFuture<CqlSession> never = new CompletableFuture<>();
    SessionRegistry stuck = registry(s -> never);
    ConnectionSettings hasty =
        Connections.settings(
            Connections.to("a")
                .set(CONNECTION_TIMEOUT, Duration.ofMillis(10))
                .set(REQUEST_TIMEOUT, Duration.ofMillis(10)));
    assertThatThrownBy(() -> stuck.acquire(hasty))
        .isInstanceOf(ConnectionException.class)
        .hasMessageStartingWith("The session with a:9042 did not open in time");
    assertThat(stuck.size()).isZero();
    never.complete(session());
    assertThat(closed).hasValue(1);
  }

  @Test
  void manyThreadsNeverSeeAClosedSession() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      List<Future<?>> work = new ArrayList<>();
      for (int t = 0; t < 8; t++) {
        work.add(
            pool.submit(
                () -> {
                  for (int i = 0; i < 2000; i++) {
                    try (SharedSession shared = registry.acquire(settings("a"))) {
                      assertThat(shared.timer().isShutdown()).isFalse();
                    }
                  }
                }));
      }
      for (Future<?> done : work) {
        done.get();
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(registry.size()).isZero();
    assertThat(closed.get()).isEqualTo(opened.get());
  }
}
