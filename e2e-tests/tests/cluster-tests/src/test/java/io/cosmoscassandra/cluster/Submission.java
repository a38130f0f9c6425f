package io.cosmoscassandra.cluster;

import io.cosmoscassandra.embedded.Await;
import io.cosmoscassandra.embedded.flink.FlinkCluster;
import io.cosmoscassandra.embedded.flink.FlinkRest.Job;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;

/** A job that the SQL client has submitted. */
public record Submission(FlinkCluster flink, String id) {

  private static final Duration TIME_TO_SUBMIT = Duration.ofMinutes(3);

  /** Runs a script that submits one job. */
  public static Submission of(FlinkCluster flink, String script) {
    Set<String> before = flink.rest().jobs().stream().map(Job::id).collect(Collectors.toSet());
    String printed = flink.sqlClient().run(script, TIME_TO_SUBMIT);
    return flink.rest().jobs().stream()
        .map(Job::id)
        .filter(id -> !before.contains(id))
        .findFirst()
        .map(id -> new Submission(flink, id))
        .orElseThrow(() -> new AssertionError("no job was submitted:\n" + printed));
  }

  /** The state in Flink's words. */
  public String state() {
    return flink.rest().jobs().stream()
        .filter(job -> job.id().equals(id))
        .map(Job::state)
        .findFirst()
        .orElse("UNKNOWN");
  }

  /** Waits until all is done. */
  public void awaitEnd(Duration patience) {
    Await.until(this::hasFinished, patience, () -> "the job is " + state() + ", not finished");
  }

  private boolean hasFinished() {
    String state = state();
    if (state.equals("FAILED") || state.equals("CANCELED")) {
      throw new AssertionError("the job is " + state + ": " + flink.rest().failure(id));
    }
    return state.equals("FINISHED");
  }
}
