package io.cosmoscassandra.flink.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import com.datastax.oss.driver.api.core.servererrors.UnauthorizedException;
import io.cosmoscassandra.flink.kit.ManualClock;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class StatementPreparerTest {

  private static final SimpleStatement STATEMENT = SimpleStatement.newInstance("SELECT k FROM t");

  private final PreparedStatement prepared = proxy(PreparedStatement.class, new ArrayDeque<>());
  private final ManualClock clock = new ManualClock();

  /** An object that gives the same answer to whatever it is asked, or the next of several. */
  private static <T> T proxy(Class<T> type, Deque<?> answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> answers.size() > 1 ? answers.poll() : answers.peek()));
  }

  private StatementPreparer preparer(CompletableFuture<?>... answers) {
    return new StatementPreparer(
        proxy(CqlSession.class, new ArrayDeque<>(List.of(answers))), clock);
  }

  private static CompletableFuture<?> invalid() {
    return CompletableFuture.failedFuture(new InvalidQueryException(null, "unconfigured table t"));
  }

  @Test
  void asksAgainWhileAServerHasNotHeardOfTheTable() throws Exception {
    StatementPreparer preparer =
        preparer(invalid(), invalid(), CompletableFuture.completedFuture(prepared));
    assertThat(preparer.prepare(STATEMENT)).isSameAs(prepared);
    assertThat(clock.pauses()).containsExactly(Duration.ofMillis(100), Duration.ofMillis(200));
  }

  @Test
  void doesNotAskForEver() {
    StatementPreparer preparer = preparer(invalid());
    assertThatThrownBy(() -> preparer.prepare(STATEMENT))
        .isInstanceOf(InvalidQueryException.class)
        .hasMessage("unconfigured table t");
    assertThat(clock.pauses().stream().reduce(Duration.ZERO, Duration::plus))
        .isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void passesOnWhatTimeDoesNotMend() {
    UnauthorizedException error = new UnauthorizedException(null, "no MODIFY permission");
    StatementPreparer preparer = preparer(CompletableFuture.failedFuture(error));
    assertThatThrownBy(() -> preparer.prepare(STATEMENT)).isSameAs(error);
    assertThat(clock.pauses()).isEmpty();
  }
}
