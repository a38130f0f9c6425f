package io.cosmoscassandra.flink.client.failure;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.InvalidKeyspaceException;
import com.datastax.oss.driver.api.core.NodeUnavailableException;
import com.datastax.oss.driver.api.core.RequestThrottlingException;
import com.datastax.oss.driver.api.core.auth.AuthenticationException;
import com.datastax.oss.driver.api.core.connection.BusyConnectionException;
import com.datastax.oss.driver.api.core.connection.ClosedConnectionException;
import com.datastax.oss.driver.api.core.connection.ConnectionInitException;
import com.datastax.oss.driver.api.core.connection.CrcMismatchException;
import com.datastax.oss.driver.api.core.connection.FrameTooLongException;
import com.datastax.oss.driver.api.core.connection.HeartbeatException;
import com.datastax.oss.driver.api.core.servererrors.BootstrappingException;
import com.datastax.oss.driver.api.core.servererrors.CASWriteUnknownException;
import com.datastax.oss.driver.api.core.servererrors.CDCWriteFailureException;
import com.datastax.oss.driver.api.core.servererrors.FunctionFailureException;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import com.datastax.oss.driver.api.core.servererrors.OverloadedException;
import com.datastax.oss.driver.api.core.servererrors.ProtocolError;
import com.datastax.oss.driver.api.core.servererrors.QueryValidationException;
import com.datastax.oss.driver.api.core.servererrors.ReadFailureException;
import com.datastax.oss.driver.api.core.servererrors.ReadTimeoutException;
import com.datastax.oss.driver.api.core.servererrors.ServerError;
import com.datastax.oss.driver.api.core.servererrors.TruncateException;
import com.datastax.oss.driver.api.core.servererrors.UnavailableException;
import com.datastax.oss.driver.api.core.servererrors.WriteFailureException;
import com.datastax.oss.driver.api.core.servererrors.WriteTimeoutException;
import io.cosmoscassandra.flink.client.driver.DriverErrors;
import io.cosmoscassandra.flink.client.failure.Failure.Kind;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLHandshakeException;
import org.apache.flink.annotation.Internal;

/** Tells which {@link Failure} an exception of the driver is. */
@Internal
public final class FailureClassifier {

  private static final Pattern RETRY_AFTER = Pattern.compile("RetryAfterMs=(\\d{1,9})");

  /**
   * What a server says of a statement that does not fit its schema, as opposed to a row's values.
   */
  private static final Pattern ABOUT_SCHEMA =
      Pattern.compile(
          "unconfigured table"
              + "|does ?n[o']t exist"
              + "|undefined (column )?name"
              + "|unknown (identifier|property|type|keyspace|table|column)"
              + "|no keyspace has been specified"
              + "|not part of the primary key"
              + "|some (partition|clustering) keys?( parts)? are missing"
              + "|missing mandatory primary key"
              + "|consistency"
              + "|not (yet )?supported by",
          Pattern.CASE_INSENSITIVE);

  /** A row, or the request that carries it, is larger than the server takes. */
  private static final Pattern TOO_LARGE =
      Pattern.compile(
          "oversized mutation|too (large|big)|exceeds (the )?maximum", Pattern.CASE_INSENSITIVE);

  /** Nodes, network and time; the outcome of a write is unknown, which does no harm to ours. */
  private static final List<Class<? extends Throwable>> PASSING =
      List.of(
          DriverTimeoutException.class,
          WriteTimeoutException.class,
          ReadTimeoutException.class,
          UnavailableException.class,
          BootstrappingException.class,
          ClosedConnectionException.class,
          HeartbeatException.class,
          CrcMismatchException.class,
          TruncateException.class,
          ReadFailureException.class,
          CASWriteUnknownException.class,
          // Until the consumer of the change log has made room.
          CDCWriteFailureException.class);

  private static final List<Class<? extends Throwable>> ABOUT_THE_ROW =
      List.of(FrameTooLongException.class, FunctionFailureException.class);

  private static final List<Class<? extends Throwable>> FOR_SOMEBODY_TO_MEND =
      List.of(
          // Syntax, rights, options of the statement, what exists already; but see InvalidQuery.
          QueryValidationException.class,
          InvalidKeyspaceException.class,
          AuthenticationException.class,
          SSLHandshakeException.class);

  /** The driver's words when a statement came out differently on being prepared again. */
  private static final Pattern STATEMENT_OUTDATED = Pattern.compile("trying to reprepare");

  /**
   * The driver's words when a connection that it is closing by itself was asked to take a request,
   * and when a node could not prepare a statement for reasons that lie with the node.
   */
  private static final Pattern PASSING_IN_WORDS =
      Pattern.compile("channel is closing|error for a PREPARE query", Pattern.CASE_INSENSITIVE);

  private FailureClassifier() {}

  /** The meaning of a request's failure; looks through wrappers and at the errors of each node. */
  public static Failure classify(Throwable error) {
    boolean connecting = false;
    for (Throwable link : Causes.chain(error)) {
      if (link instanceof AllNodesFailedException all) {
        return ofNodes(errorsOf(all));
      }
      Optional<Failure> meaning = ownMeaning(link);
      if (meaning.isPresent()) {
        return meaning.get();
      }
      if (link instanceof Error) {
        return Failure.of(Kind.FATAL);
      }
      connecting |= link instanceof ConnectionInitException || link instanceof IOException;
    }
    return connecting ? Failure.of(Kind.TRANSIENT) : Failure.of(Kind.FATAL);
  }

  /** One line an operator understands. */
  public static String describe(Throwable error) {
    Throwable current = Causes.unwrap(error);
    Failure failure = classify(current);
    String meaning =
        switch (failure.kind()) {
          case THROTTLED -> "overloaded" + askedToWait(failure);
          case UNREACHABLE -> "no node can be reached";
          case TRANSIENT -> "passing trouble with nodes or network";
          case CONTENDED ->
              "the write failed for a reason the server does not tell, such as a row that others"
                  + " are writing at the same moment, or one it never takes";
          case ROW_REJECTED -> "the server refuses this row";
          case SCHEMA_OR_PERMISSION ->
              "the table's schema, the user's rights or the log-in are not as they must be";
          case FATAL -> "no further attempt can help";
        };
    return meaning + ": " + told(current);
  }

  private static Optional<Failure> ownMeaning(Throwable error) {
    if (error instanceof OverloadedException) {
      return Optional.of(Failure.throttled(retryAfter(error)));
    }
    if (error instanceof BusyConnectionException || error instanceof RequestThrottlingException) {
      return Optional.of(Failure.of(Kind.THROTTLED));
    }
    if (error instanceof WriteFailureException) {
      return Optional.of(Failure.of(Kind.CONTENDED));
    }
    if (error instanceof ServerError) {
      return Optional.of(ofServerError(error));
    }
    if (error instanceof ProtocolError && says(error, TOO_LARGE)) {
      return Optional.of(Failure.of(Kind.ROW_REJECTED));
    }
    if (error instanceof InvalidQueryException) {
      return Optional.of(
          says(error, ABOUT_SCHEMA)
              ? Failure.of(Kind.SCHEMA_OR_PERMISSION)
              : Failure.of(Kind.ROW_REJECTED));
    }
    if (isOne(error, ABOUT_THE_ROW)) {
      return Optional.of(Failure.of(Kind.ROW_REJECTED));
    }
    if (isOne(error, FOR_SOMEBODY_TO_MEND) || isOutdatedStatement(error)) {
      return Optional.of(Failure.of(Kind.SCHEMA_OR_PERMISSION));
    }
    if (error instanceof NodeUnavailableException) {
      return Optional.of(Failure.of(Kind.UNREACHABLE));
    }
    if (DriverErrors.isOverload(error)) {
      return Optional.of(Failure.throttled(retryAfter(error)));
    }
    // A rejection of the statement itself comes as an exception of its own.
    if (DriverErrors.isRejection(error) || isOne(error, PASSING) || isPassingInWords(error)) {
      return Optional.of(Failure.of(Kind.TRANSIENT));
    }
    return Optional.empty();
  }

  private static Failure ofServerError(Throwable error) {
    if (says(error, TOO_LARGE)) {
      return Failure.of(Kind.ROW_REJECTED);
    }
    // Cosmos DB says so of what it does not offer.
    return says(error, ABOUT_SCHEMA)
        ? Failure.of(Kind.SCHEMA_OR_PERMISSION)
        : Failure.of(Kind.TRANSIENT);
  }

  /** What a request means that failed on every node: what is left when trouble passes decides. */
  private static Failure ofNodes(List<Throwable> errors) {
    return errors.stream()
        .map(FailureClassifier::classify)
        .max(Comparator.comparing(Failure::kind).thenComparingLong(FailureClassifier::wait))
        .orElse(Failure.of(Kind.UNREACHABLE));
  }

  private static String askedToWait(Failure failure) {
    return wait(failure) > 0 ? ", and asks to wait %d ms".formatted(wait(failure)) : "";
  }

  private static long wait(Failure failure) {
    return failure.retryAfterMillis().orElse(0);
  }

  private static List<Throwable> errorsOf(AllNodesFailedException error) {
    return error.getAllErrors().values().stream().flatMap(List::stream).toList();
  }

  private static OptionalLong retryAfter(Throwable error) {
    Matcher matcher = RETRY_AFTER.matcher(Objects.toString(error.getMessage(), ""));
    return matcher.find()
        ? OptionalLong.of(Long.parseLong(matcher.group(1)))
        : OptionalLong.empty();
  }

  private static boolean says(Throwable error, Pattern what) {
    return what.matcher(Objects.toString(error.getMessage(), "")).find();
  }

  private static boolean isOne(Throwable error, List<Class<? extends Throwable>> types) {
    return types.stream().anyMatch(type -> type.isInstance(error));
  }

  private static boolean isPassingInWords(Throwable error) {
    return error instanceof IllegalStateException && says(error, PASSING_IN_WORDS);
  }

  private static boolean isOutdatedStatement(Throwable error) {
    return error instanceof IllegalStateException && says(error, STATEMENT_OUTDATED);
  }

  /** The driver's own words; those of every node where none could serve. */
  private static String told(Throwable error) {
    if (error instanceof AllNodesFailedException all && !errorsOf(all).isEmpty()) {
      return all.getAllErrors().entrySet().stream()
          .map(
              node ->
                  node.getKey().getEndPoint().toString().replace("/<unresolved>", "")
                      + " "
                      + node.getValue().stream()
                          .map(Causes::oneLine)
                          .distinct()
                          .collect(Collectors.joining(", then ")))
          .collect(Collectors.joining("; "));
    }
    return Causes.oneLine(error);
  }
}
