package io.cosmoscassandra.flink.client.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.metadata.EndPoint;
import com.datastax.oss.driver.internal.core.metadata.DefaultEndPoint;
import io.cosmoscassandra.flink.client.failure.ConnectionException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SuppliedPasswordsTest {

  private static final EndPoint NODE =
      new DefaultEndPoint(InetSocketAddress.createUnresolved("node", 9042));
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Duration SHORT = Duration.ofMillis(1);

  private static final AtomicInteger CALLS = new AtomicInteger();
  private static final AtomicInteger CLOSED = new AtomicInteger();
  private static volatile CountDownLatch third = new CountDownLatch(1);

  private static SuppliedPasswords passwordsOf(
      Class<?> supplier, Duration timeLimit, Duration pauseAfterFailure) {
    return SuppliedPasswords.of(
        "u", new PasswordOrigin.Supplied(supplier.getName()), timeLimit, pauseAfterFailure);
  }

  @BeforeEach
  void forgetCalls() {
    CALLS.set(0);
    CLOSED.set(0);
    third = new CountDownLatch(1);
  }

  @Test
  void anErrorOfTheSupplierDoesNotEndTheRefresh() throws Exception {
    try (SuppliedPasswords passwords = passwordsOf(FailsTheSecondTime.class, LONG, SHORT)) {
      third.await();

      assertThat(CALLS).hasValueGreaterThanOrEqualTo(3);
    }
  }

  @Test
  void supplierThatDoesNotAnswerInTimeIsNamed() {
    assertThatThrownBy(() -> passwordsOf(NeverAnswers.class, SHORT, SHORT).close())
        .isInstanceOf(ConnectionException.class)
        .hasMessageStartingWith("Option 'password-supplier': class '")
        .hasMessageContaining("NeverAnswers' did not supply a password within PT0.001S.");
  }

  @Test
  void anErrorOfTheFirstCallIsReportedAndClosesTheSupplier() {
    assertThatThrownBy(() -> passwordsOf(FailsAtOnce.class, LONG, SHORT).close())
        .isInstanceOf(ConnectionException.class)
        .hasMessageEndingWith("did not supply a password: a class is missing");
    assertThat(CLOSED).hasValue(1);
  }

  @Test
  void noCodeOfAClassRunsThatIsNoSupplier() {
    assertThatThrownBy(() -> passwordsOf(NoSupplier.class, LONG, SHORT).close())
        .isInstanceOf(ConnectionException.class)
        .hasMessageContaining("cannot be used. It must implement");
    assertThat(CALLS).hasValue(0);
  }

  @Test
  void firstPasswordIsUsedForLogins() {
    try (SuppliedPasswords passwords = passwordsOf(FailsTheSecondTime.class, LONG, LONG)) {
      assertThat(passwords.getCredentials(NODE, "any").getPassword()).containsExactly('p', '1');
    }
  }

  @Test
  void closingTwiceClosesTheSupplierOnce() {
    SuppliedPasswords passwords = passwordsOf(Closeable.class, LONG, SHORT);
    passwords.close();
    passwords.close();
    assertThat(CLOSED).hasValue(1);
  }

  /** Loses a class once, as a supplier does whose class loader is closed. */
  public static final class FailsTheSecondTime implements PasswordSupplier {

    @Override
    public String get() {
      int call = CALLS.incrementAndGet();
      if (call == 2) {
        throw new NoClassDefFoundError("gone");
      }
      if (call == 3) {
        third.countDown();
      }
      return "p" + call;
    }

    @Override
    public Duration refreshInterval() {
      return SHORT;
    }
  }

  /** Waits for ever. */
  public static final class NeverAnswers implements PasswordSupplier {

    @Override
    public String get() throws InterruptedException {
      new CountDownLatch(1).await();
      return "never";
    }
  }

  /** Lacks a class. */
  public static final class FailsAtOnce implements PasswordSupplier, AutoCloseable {

    @Override
    public String get() {
      throw new NoClassDefFoundError("a class is missing");
    }

    @Override
    public void close() {
      CLOSED.incrementAndGet();
    }
  }

  /** Supplies one password. */
  public static final class Closeable implements PasswordSupplier, AutoCloseable {

    @Override
    public String get() {
      return "p";
    }

    @Override
    public void close() {
      CLOSED.incrementAndGet();
    }
  }

  /** Does something when it is initialized. */
  public static final class NoSupplier {

    static {
      CALLS.incrementAndGet();
    }
  }
}
