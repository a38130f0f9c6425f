package io.cosmoscassandra.flink.write;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.flink.annotation.Internal;

/** Target of an applier: takes the writes of one request at a time. */
@Internal
public interface WriteTarget {

  /**
   * Sends the writes as one request: one statement, or one unlogged batch if there are several.
   *
   * @return completes when the database has acknowledged the writes, on a thread that must not
   *     block
   */
  CompletionStage<Acknowledgement> send(List<Write> writes);

  /**
   * Acknowledgement of a request.
   *
   * @param requestUnits the cost of the request if the database reports it, else 0
   */
  record Acknowledgement(double requestUnits) {

    /** An acknowledgement that reports no cost. */
    public static final Acknowledgement FREE = new Acknowledgement(0);
  }

  /** What a delete takes. */
  default DeleteScope deletes() {
    return DeleteScope.ROW;
  }
}
