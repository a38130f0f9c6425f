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
import javax.net.ssl.SSLHandshakeException;
import org.apache.flink.annotation.Internal;

/** Classifies exceptions of the driver by what they mean for the request that failed. */
@Internal
public final class FailureClassifier {

  private static final Pattern RETRY_AFTER = Pattern.compile("RetryAfterMs=(\\d{1,9})");

  /** Messages about a statement that does not match the schema, as opposed to values of a row. */
  private static final Pattern SCHEMA_MESSAGE =
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

  /** Messages about a row, or the request that carries it, that exceeds a limit of the server. */
  private static final Pattern TOO_LARGE_MESSAGE =
      Pattern.compile(
          "oversized mutation|too (large|big)|exceeds (the )?maximum", Pattern.CASE_INSENSITIVE);

  /**
   * Failures of nodes and network, and timeouts. Whether a write took place is unknown, so its
   * sender must be able to repeat it.
   */
  private static final List<Class<? extends Throwable>> TRANSIENT_TYPES =
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
          // Lasts until the consumer of the change log has made room.
          CDCWriteFailureException.class);

  private static final List<Class<? extends Throwable>> ROW_REJECTED_TYPES =
      List.of(FrameTooLongException.class, FunctionFailureException.class);

  private static final List<Class<? extends Throwable>> SCHEMA_OR_PERMISSION_TYPES =
      List.of(
          // Syntax, permissions, options of a statement, tables that exist already. The subclass
          // InvalidQueryException is classified by its message instead.
          QueryValidationException.class,
          InvalidKeyspaceException.class,
          AuthenticationException.class,
          SSLHandshakeException.class);

  /** Message of the driver when a statement that it prepares again has changed its meaning. */
  private static final Pattern OUTDATED_STATEMENT_MESSAGE = Pattern.compile("trying to reprepare");

  /**
   * Messages of the driver when it sends a request on a connection that it is closing, and when a
   * node cannot prepare a statement for reasons of its own.
   */
  private static final Pattern TRANSIENT_MESSAGE =
      Pattern.compile("channel is closing|error for a PREPARE query", Pattern.CASE_INSENSITIVE);

  private FailureClassifier() {}

  /** Classifies a failure, looking through wrappers and at the errors of each node. */
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
    if (error instanceof ProtocolError && says(error, TOO_LARGE_MESSAGE)) {
      return Optional.of(Failure.of(Kind.ROW_REJECTED));
    }
    if (error instanceof InvalidQueryException) {
      return Optional.of(
          says(error, SCHEMA_MESSAGE)
              ? Failure.of(Kind.SCHEMA_OR_PERMISSION)
              : Failure.of(Kind.ROW_REJECTED));
    }
    if (isAnyOf(error, ROW_REJECTED_TYPES)) {
      return Optional.of(Failure.of(Kind.ROW_REJECTED));
    }
    if (isAnyOf(error, SCHEMA_OR_PERMISSION_TYPES) || isOutdatedStatement(error)) {
      return Optional.of(Failure.of(Kind.SCHEMA_OR_PERMISSION));
    }
    if (error instanceof NodeUnavailableException) {
      return Optional.of(Failure.of(Kind.UNREACHABLE));
    }
    if (DriverErrors.isOverload(error)) {
      return Optional.of(Failure.throttled(retryAfter(error)));
    }
    // If the statement itself is invalid, the driver throws another exception than a rejection.
    if (DriverErrors.isRejection(error)
        || isAnyOf(error, TRANSIENT_TYPES)
        || isTransientByMessage(error)) {
      return Optional.of(Failure.of(Kind.TRANSIENT));
    }
    return Optional.empty();
  }

  private static Failure ofServerError(Throwable error) {
    if (says(error, TOO_LARGE_MESSAGE)) {
      return Failure.of(Kind.ROW_REJECTED);
    }
    // Azure Cosmos DB reports features that it lacks as server errors.
    return says(error, SCHEMA_MESSAGE)
        ? Failure.of(Kind.SCHEMA_OR_PERMISSION)
        : Failure.of(Kind.TRANSIENT);
  }

  /** A request that failed on every node: the failure that would outlast the others decides. */
  private static Failure ofNodes(List<Throwable> errors) {
    return errors.stream()
        .map(FailureClassifier::classify)
        .max(
            Comparator.comparing(Failure::kind).thenComparingLong(FailureClassifier::requestedWait))
        .orElse(Failure.of(Kind.UNREACHABLE));
  }

  private static long requestedWait(Failure failure) {
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

  private static boolean isAnyOf(Throwable error, List<Class<? extends Throwable>> types) {
    return types.stream().anyMatch(type -> type.isInstance(error));
  }

  private static boolean isTransientByMessage(Throwable error) {
    return error instanceof IllegalStateException && says(error, TRANSIENT_MESSAGE);
  }

  private static boolean isOutdatedStatement(Throwable error) {
    return error instanceof IllegalStateException && says(error, OUTDATED_STATEMENT_MESSAGE);
  }
}
