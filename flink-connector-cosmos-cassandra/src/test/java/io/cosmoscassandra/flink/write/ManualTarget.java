package io.cosmoscassandra.flink.write;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Target whose requests complete when a test says so. */
final class ManualTarget implements WriteTarget {

  /** Request that waits for its completion. */
  record Sent(List<Write> writes, Thread sender, CompletableFuture<Acknowledgement> completion) {

    void acknowledge() {
      completion.complete(Acknowledgement.FREE);
    }

    void fail(Throwable error) {
      completion.completeExceptionally(error);
    }
  }

  private final List<Sent> requests = new ArrayList<>();

  @Override
  public synchronized CompletionStage<Acknowledgement> send(List<Write> writes) {
    Sent sent = new Sent(List.copyOf(writes), Thread.currentThread(), new CompletableFuture<>());
    requests.add(sent);
    return sent.completion;
  }

  /** All requests so far, completed or not. */
  synchronized List<Sent> requests() {
    return List.copyOf(requests);
  }

  Sent request(int index) {
    return requests().get(index);
  }

  /** Acknowledges everything, and what follows from that, until nothing is left. */
  void acknowledgeAll() {
    List<Sent> open;
    do {
      open = requests().stream().filter(r -> !r.completion.isDone()).toList();
      open.forEach(Sent::acknowledge);
    } while (!open.isEmpty());
  }
}
