package io.cosmoscassandra.flink.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each test plays clients that always have something to send, millisecond by millisecond. */
class PaceTest {

  private static final long MILLI = 1_000_000;

  /** A clock may begin anywhere, also below 0. */
  private static final long BEGIN = -7_000_000_000L;

  @ParameterizedTest(name = "{0} clients, {1} requests a second")
  @CsvSource({"1, 80", "2, 400", "4, 400", "2, 2000", "4, 2000", "8, 20000"})
  void whatIsGrantedIsUsedAndLittleIsRejected(int clients, int budget) {
    Server server = new Server(clients, second -> budget);

    server.run(30);

    assertThat(server.granted()).isGreaterThanOrEqualTo((long) (0.95 * 30 * budget));
    double most = budget < 1_000 ? 1.5 : 1.15;
    assertThat((double) server.asked()).isLessThanOrEqualTo(most * server.granted());
  }

  @Test
  void aBudgetThatIsCutAndRestoredIsFollowed() {
    Server server = new Server(2, second -> second < 10 || second >= 20 ? 2_000 : 200);

    server.run(30);

    assertThat(server.grantedIn(9)).isGreaterThan(1_900);
    assertThat(server.askedIn(13)).isLessThan(400);
    assertThat(server.grantedIn(13)).isGreaterThan(190);
    assertThat(server.grantedIn(25)).isGreaterThan(1_900);
  }

  @Test
  void noClientStarves() {
    Server server = new Server(4, second -> 2_000);

    server.run(30);

    assertThat(server.grantedOfClients()).allMatch(rows -> rows > 60_000 / 4 / 2);
  }

  @Test
  void aClientThatComesLaterGetsItsPart() {
    Server server = new Server(2, second -> 1_000);
    server.sleepUntil(1, 10);

    server.run(60);

    assertThat(server.grantedIn(59)).isGreaterThan(950);
    assertThat(server.grantedOf(1, 50, 60)).isGreaterThan(2_500);
  }

  @Test
  void whatIsRejectedAtRandomDoesNotStopTheRest() {
    Server server = new Server(1, second -> Integer.MAX_VALUE);
    server.reject(0.5);

    server.run(60);

    assertThat(server.granted()).isGreaterThan(30 * (long) Pace.SLOWEST / 2);
  }

  /** Grants a number of requests for every second, first come, first served. */
  private static final class Server {

    private static final int LATENCY = 5;

    private record Answer(int atMilli, Runnable told) {}

    private final List<Pace> clients;
    private final List<Deque<Answer>> answers;
    private final int[] asleepUntil;
    private final IntToDoubleFunction budget;
    private final Random random = new Random(1);
    private final List<int[]> granted = new ArrayList<>();
    private final List<Integer> asked = new ArrayList<>();
    private double rejected;

    Server(int clients, IntToDoubleFunction budget) {
      this.clients = IntStream.range(0, clients).mapToObj(i -> new Pace()).toList();
      this.answers =
          IntStream.range(0, clients).<Deque<Answer>>mapToObj(i -> new ArrayDeque<>()).toList();
      this.asleepUntil = new int[clients];
      this.budget = budget;
    }

    void sleepUntil(int client, int second) {
      asleepUntil[client] = second;
    }

    void reject(double share) {
      rejected = share;
    }

    void run(int seconds) {
      for (int ms = 0; ms < seconds * 1_000; ms++) {
        if (ms % 1_000 == 0) {
          granted.add(new int[clients.size()]);
          asked.add(0);
        }
        long now = BEGIN + ms * MILLI;
        for (int shift = 0; shift < clients.size(); shift++) {
          int client = (ms + shift) % clients.size();
          if (ms >= asleepUntil[client] * 1_000) {
            answer(client, ms);
            while (clients.get(client).waitNanos(now) == 0) {
              clients.get(client).sent(now);
              ask(client, ms);
            }
          }
        }
      }
    }

    private void answer(int client, int ms) {
      answers
          .get(client)
          .removeIf(
              answer -> {
                if (answer.atMilli() > ms) {
                  return false;
                }
                answer.told().run();
                return true;
              });
    }

    private void ask(int client, int ms) {
      int second = ms / 1_000;
      asked.set(second, asked.get(second) + 1);
      int[] done = granted.get(second);
      boolean grant =
          IntStream.of(done).sum() < budget.applyAsDouble(second)
              && random.nextDouble() >= rejected;
      int wait = rejected > 0 ? 10 + random.nextInt(1_990) : 1_000 - ms % 1_000;
      Pace pace = clients.get(client);
      long at = BEGIN + (ms + LATENCY) * MILLI;
      if (grant) {
        done[client]++;
      }
      answers
          .get(client)
          .add(
              new Answer(
                  ms + LATENCY,
                  grant
                      ? () -> pace.acknowledged(at)
                      : () -> pace.rejected(at, OptionalLong.of(wait))));
    }

    long granted() {
      return granted.stream().flatMapToInt(IntStream::of).asLongStream().sum();
    }

    long asked() {
      return asked.stream().mapToLong(Integer::longValue).sum();
    }

    int askedIn(int second) {
      return asked.get(second);
    }

    int grantedIn(int second) {
      return IntStream.of(granted.get(second)).sum();
    }

    long grantedOf(int client, int from, int to) {
      return granted.subList(from, to).stream().mapToLong(second -> second[client]).sum();
    }

    List<Long> grantedOfClients() {
      return IntStream.range(0, clients.size())
          .mapToObj(client -> grantedOf(client, 0, granted.size()))
          .toList();
    }
  }
}
