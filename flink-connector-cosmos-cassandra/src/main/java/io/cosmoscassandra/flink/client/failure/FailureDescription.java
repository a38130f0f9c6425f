package io.cosmoscassandra.flink.client.failure;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.servererrors.WriteFailureException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.annotation.Internal;

/** Describes a failed request to an operator, in one line. */
@Internal
public final class FailureDescription {

  private FailureDescription() {}

  /** The meaning of an exception, followed by the driver's own words. */
  public static String of(Throwable error) {
    Throwable unwrapped = Causes.unwrap(error);
    return meaning(FailureClassifier.classify(unwrapped)) + ": " + driversWords(unwrapped);
  }

  private static String meaning(Failure failure) {
    return switch (failure.kind()) {
      case THROTTLED -> "overloaded" + requestedWait(failure);
      case UNREACHABLE -> "no node can be reached";
      case TRANSIENT -> "transient failure of nodes or network";
      case CONTENDED ->
          "the write failed after the server had accepted it: replicas of Apache Cassandra could"
              + " not apply it, which their logs explain; on Azure Cosmos DB another client wrote"
              + " the row at the same moment, or the row is never accepted";
      case ROW_REJECTED -> "the server rejects this row";
      case SCHEMA_OR_PERMISSION ->
          "the schema of the table, the permissions of the user or the login are not as required";
      case FATAL -> "another attempt will not help";
    };
  }

  private static String requestedWait(Failure failure) {
    long millis = failure.retryAfterMillis().orElse(0);
    return millis > 0 ? ", and asks to wait %d ms".formatted(millis) : "";
  }

  /** The message of every node, where the request failed on all of them. */
  private static String driversWords(Throwable error) {
    if (error instanceof AllNodesFailedException all && !all.getAllErrors().isEmpty()) {
      return all.getAllErrors().entrySet().stream()
          .map(FailureDescription::wordsOfNode)
          .collect(Collectors.joining("; "));
    }
    return ownWords(error);
  }

  private static String ownWords(Throwable error) {
    String words = Causes.oneLine(error);
    return error instanceof WriteFailureException failure && !failure.getReasonMap().isEmpty()
        ? words + ReplicaFailures.describe(failure.getReasonMap())
        : words;
  }

  private static String wordsOfNode(Map.Entry<Node, List<Throwable>> node) {
    String address = node.getKey().getEndPoint().toString().replace("/<unresolved>", "");
    return node.getValue().stream()
        .map(FailureDescription::ownWords)
        .distinct()
        .collect(Collectors.joining(", then ", address + " ", ""));
  }
}
