package io.cosmoscassandra.flink.client;

import static io.cosmoscassandra.flink.options.CassandraConnectorOptions.PASSWORD_SUPPLIER;
import static io.cosmoscassandra.flink.options.CassandraConnectorOptions.SECURE_CONNECT_BUNDLE;
import static io.cosmoscassandra.flink.options.CassandraConnectorOptions.USERNAME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import io.cosmoscassandra.flink.client.failure.ConnectionException;
import io.cosmoscassandra.flink.client.login.PasswordSupplier;
import io.cosmoscassandra.flink.kit.Connections;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Openings that fail, and leave no thread of a password supplier behind. */
@Timeout(60)
class SessionFactoryTest {

  private static final Set<Thread> THREADS = ConcurrentHashMap.newKeySet();

  @BeforeEach
  void forgetThreads() {
    THREADS.clear();
  }

  @Test
  void supplierIsNotAskedBeforeAContactPointIsFound() {
    fail(supplied(Connections.to("no-such-host.invalid")));

    assertThat(THREADS).isEmpty();
  }

  @Test
  void supplierIsClosedWhenTheDriverCannotBuildTheSession(@TempDir Path directory)
      throws Exception {
    Path bundle = Files.writeString(directory.resolve("bundle.zip"), "no archive");

    fail(supplied(new Configuration()).set(SECURE_CONNECT_BUNDLE, bundle.toString()));

    assertThat(THREADS).hasSize(1);
    for (Thread thread : List.copyOf(THREADS)) {
      thread.join();
    }
  }

  private static Configuration supplied(Configuration options) {
    return options.set(USERNAME, "u").set(PASSWORD_SUPPLIER, Remembered.class.getName());
  }

  private static void fail(Configuration options) {
    CompletableFuture<CqlSession> opening =
        SessionFactory.open(Connections.settings(options)).toCompletableFuture();

    assertThatThrownBy(opening::join).hasCauseInstanceOf(ConnectionException.class);
  }

  /** Remembers the threads that it was asked on. */
  public static final class Remembered implements PasswordSupplier {

    @Override
    public String get() {
      THREADS.add(Thread.currentThread());
      return "secret";
    }
  }
}
