package io.cosmoscassandra.flink.write;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A target that answers when a test says so. */
final class ManualTarget implements WriteTarget {

  /** A request that waits for its answer. */
  record Sent(List<Write> writes, Thread sender, CompletableFuture<Acknowledgement> answer) {

    void acknowledge() {
      answer.complete(Acknowledgement.FREE);
    }

    void fail(Throwable error) {
      answer.completeExceptionally(error);
    }
  }

  private final List<Sent> requests = new ArrayList<>();

  @Override
  public synchronized CompletionStage<Acknowledgement> send(List<Write> writes) {
    Sent sent = new Sent(List.copyOf(writes), Thread.currentThread(), new CompletableFuture<>());
    requests.add(sent);
    return sent.answer;
  }

  /** All requests so far, answered or not. */
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
      open = requests().stream().filter(r -> !r.answer.isDone()).toList();
      open.forEach(Sent::acknowledge);
    } while (!open.isEmpty());
  }
}
