package io.cosmoscassandra.flink.write;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.flink.annotation.Internal;

/** The target table as the applier sees it: it takes writes, a request at a time. */
@Internal
public interface WriteTarget {

  /**
   * Sends the writes as one request: one statement, or one unlogged batch if there are several.
   *
   * @return completes when the database has acknowledged, on a thread that must not be held up
   */
  CompletionStage<Acknowledgement> send(List<Write> writes);

  /**
   * What the database says with its acknowledgement.
   *
   * @param requestUnits what the request cost, where the database says so; else 0
   */
  record Acknowledgement(double requestUnits) {

    /** An acknowledgement without a price. */
    public static final Acknowledgement FREE = new Acknowledgement(0);
  }
}
