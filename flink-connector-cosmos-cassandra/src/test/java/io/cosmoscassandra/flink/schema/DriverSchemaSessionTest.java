package io.cosmoscassandra.flink.schema;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class DriverSchemaSessionTest {

  /** A session that gives the same answer to whatever it is asked. */
  private static SchemaSession answering(CompletableFuture<?> answer) {
    return new DriverSchemaSession(
        (CqlSession)
            Proxy.newProxyInstance(
                CqlSession.class.getClassLoader(),
                new Class<?>[] {CqlSession.class},
                (proxy, method, arguments) -> answer));
  }

  @Test
  void failsWithTheAnswerOfTheServer() {
    InvalidQueryException error = new InvalidQueryException(null, "unconfigured table");
    SchemaSession session = answering(CompletableFuture.failedFuture(error));
    assertThatThrownBy(() -> session.execute("SELECT k FROM t", Duration.ofSeconds(1)))
        .isSameAs(error);
    assertThatThrownBy(session::refresh).isSameAs(error);
  }

  @Test
  void canBeInterruptedWhileThereIsNoAnswer() {
    SchemaSession session = answering(new CompletableFuture<>());
    Thread.currentThread().interrupt();
    assertThatThrownBy(session::refresh).isInstanceOf(InterruptedException.class);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> session.execute("SELECT k FROM t", Duration.ofSeconds(1)))
        .isInstanceOf(InterruptedException.class);
  }
}
