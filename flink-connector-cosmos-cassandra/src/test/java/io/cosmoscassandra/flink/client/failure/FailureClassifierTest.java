package io.cosmoscassandra.flink.client.failure;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.DefaultProtocolVersion;
import com.datastax.oss.driver.api.core.DriverExecutionException;
import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.InvalidKeyspaceException;
import com.datastax.oss.driver.api.core.NoNodeAvailableException;
import com.datastax.oss.driver.api.core.NodeUnavailableException;
import com.datastax.oss.driver.api.core.RequestThrottlingException;
import com.datastax.oss.driver.api.core.UnsupportedProtocolVersionException;
import com.datastax.oss.driver.api.core.auth.AuthenticationException;
import com.datastax.oss.driver.api.core.connection.BusyConnectionException;
import com.datastax.oss.driver.api.core.connection.ClosedConnectionException;
import com.datastax.oss.driver.api.core.connection.ConnectionInitException;
import com.datastax.oss.driver.api.core.connection.CrcMismatchException;
import com.datastax.oss.driver.api.core.connection.FrameTooLongException;
import com.datastax.oss.driver.api.core.connection.HeartbeatException;
import com.datastax.oss.driver.api.core.metadata.EndPoint;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.servererrors.AlreadyExistsException;
import com.datastax.oss.driver.api.core.servererrors.BootstrappingException;
import com.datastax.oss.driver.api.core.servererrors.CASWriteUnknownException;
import com.datastax.oss.driver.api.core.servererrors.CDCWriteFailureException;
import com.datastax.oss.driver.api.core.servererrors.DefaultWriteType;
import com.datastax.oss.driver.api.core.servererrors.FunctionFailureException;
import com.datastax.oss.driver.api.core.servererrors.InvalidConfigurationInQueryException;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import com.datastax.oss.driver.api.core.servererrors.OverloadedException;
import com.datastax.oss.driver.api.core.servererrors.ProtocolError;
import com.datastax.oss.driver.api.core.servererrors.ReadFailureException;
import com.datastax.oss.driver.api.core.servererrors.ReadTimeoutException;
import com.datastax.oss.driver.api.core.servererrors.ServerError;
import com.datastax.oss.driver.api.core.servererrors.SyntaxError;
import com.datastax.oss.driver.api.core.servererrors.TruncateException;
import com.datastax.oss.driver.api.core.servererrors.UnauthorizedException;
import com.datastax.oss.driver.api.core.servererrors.UnavailableException;
import com.datastax.oss.driver.api.core.servererrors.WriteFailureException;
import com.datastax.oss.driver.api.core.servererrors.WriteTimeoutException;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.datastax.oss.driver.api.core.type.codec.CodecNotFoundException;
import com.datastax.oss.driver.api.core.type.reflect.GenericType;
import com.datastax.oss.driver.internal.core.adminrequest.UnexpectedResponseException;
import com.datastax.oss.driver.internal.core.metadata.DefaultEndPoint;
import com.datastax.oss.protocol.internal.ProtocolConstants.ErrorCode;
import com.datastax.oss.protocol.internal.response.Ready;
import io.cosmoscassandra.flink.client.failure.Failure.Kind;
import java.io.File;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.util.AbstractMap.SimpleEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailureClassifierTest {

  private static final DefaultConsistencyLevel LEVEL = DefaultConsistencyLevel.LOCAL_QUORUM;
  private static final InetSocketAddress ADDRESS =
      InetSocketAddress.createUnresolved("node1", 9042);
  private static final EndPoint END_POINT = new DefaultEndPoint(ADDRESS);
  static final Node NODE = node("node1");
  private static final Node OTHER_NODE = node("node2");

  private static final Failure UNREACHABLE = Failure.of(Kind.UNREACHABLE);
  private static final Failure TRANSIENT = Failure.of(Kind.TRANSIENT);
  private static final Failure THROTTLED = Failure.of(Kind.THROTTLED);
  private static final Failure CONTENDED = Failure.of(Kind.CONTENDED);
  private static final Failure REJECTED = Failure.of(Kind.ROW_REJECTED);
  private static final Failure SCHEMA = Failure.of(Kind.SCHEMA_OR_PERMISSION);
  private static final Failure FATAL = Failure.of(Kind.FATAL);

  static final String COSMOS_429 =
      "Request rate is large: ActivityID=6b0462b8, RetryAfterMs=500, Additional details='Response"
          + " status code does not indicate success: TooManyRequests (429)";

  private static Node node(String name) {
    return (Node)
        Proxy.newProxyInstance(
            FailureClassifierTest.class.getClassLoader(),
            new Class<?>[] {Node.class},
            (proxy, method, args) ->
                switch (method.getName()) {
                  case "getEndPoint" ->
                      new DefaultEndPoint(InetSocketAddress.createUnresolved(name, 9042));
                  case "toString" -> "Node(" + name + ")";
                  case "hashCode" -> name.hashCode();
                  case "equals" -> proxy == args[0];
                  default -> null;
                });
  }

  private static Failure throttled(long retryAfterMillis) {
    return Failure.throttled(OptionalLong.of(retryAfterMillis));
  }

  /** What the driver makes of a node's answer when it prepares a statement once more. */
  private static Throwable preparingAgain(int code, String message) {
    return new UnexpectedResponseException(
        "PREPARE(INSERT …)", new com.datastax.oss.protocol.internal.response.Error(code, message));
  }

  private static Arguments is(Throwable error, Failure failure) {
    return Arguments.of(error, failure);
  }

  static Stream<Arguments> errors() {
    return Stream.of(
        is(new OverloadedException(NODE), THROTTLED),
        is(new OverloadedException(NODE, COSMOS_429), throttled(500)),
        is(new BusyConnectionException(1024), THROTTLED),
        is(new RequestThrottlingException("full"), THROTTLED),
        is(new WriteTimeoutException(NODE, LEVEL, 0, 1, DefaultWriteType.SIMPLE), TRANSIENT),
        is(new ReadTimeoutException(NODE, LEVEL, 0, 1, false), TRANSIENT),
        is(new UnavailableException(NODE, LEVEL, 2, 1), TRANSIENT),
        is(new BootstrappingException(NODE), TRANSIENT),
        is(new ServerError(NODE, "java.lang.RuntimeException"), TRANSIENT),
        is(new TruncateException(NODE, "x"), TRANSIENT),
        is(new ReadFailureException(NODE, LEVEL, 0, 1, 1, false, Map.of()), TRANSIENT),
        is(new CASWriteUnknownException(NODE, LEVEL, 0, 1), TRANSIENT),
        is(new CDCWriteFailureException(NODE), TRANSIENT),
        is(new DriverTimeoutException("x"), TRANSIENT),
        is(new NoNodeAvailableException(), UNREACHABLE),
        is(new NodeUnavailableException(NODE), UNREACHABLE),
        is(new ClosedConnectionException("x"), TRANSIENT),
        is(new HeartbeatException(ADDRESS, "x", null), TRANSIENT),
        is(new CrcMismatchException("x"), TRANSIENT),
        is(new ConnectionInitException("x", new ConnectException("refused")), TRANSIENT),
        is(
            new WriteFailureException(NODE, LEVEL, 0, 1, DefaultWriteType.SIMPLE, 1, Map.of()),
            CONTENDED),
        is(new InvalidQueryException(NODE, "Key may not be empty"), REJECTED),
        is(new FrameTooLongException(ADDRESS, "x"), REJECTED),
        is(new FunctionFailureException(NODE, "x"), REJECTED),
        is(
            new ServerError(NODE, "Encountered an oversized mutation (5/4) for keyspace: a"),
            REJECTED),
        is(
            new ProtocolError(
                NODE, "Request is too big: length 5 exceeds maximum allowed length 4."),
            REJECTED),
        is(new InvalidQueryException(NODE, "unconfigured table t"), SCHEMA),
        is(new ServerError(NODE, "Logged batches are not supported by the service yet."), SCHEMA),
        is(new SyntaxError(NODE, "line 1:0"), SCHEMA),
        is(new UnauthorizedException(NODE, "no MODIFY"), SCHEMA),
        is(new InvalidConfigurationInQueryException(NODE, "x"), SCHEMA),
        is(new AlreadyExistsException(NODE, "k", "t"), SCHEMA),
        is(new InvalidKeyspaceException("x"), SCHEMA),
        is(new AuthenticationException(END_POINT, "x"), SCHEMA),
        is(new ConnectionInitException("x", new AuthenticationException(END_POINT, "x")), SCHEMA),
        is(
            new IllegalStateException(
                "ID mismatch while trying to reprepare (expected 0x1, got 0x2)."),
            SCHEMA),
        is(
            UnsupportedProtocolVersionException.forSingleAttempt(
                END_POINT, DefaultProtocolVersion.V5),
            FATAL),
        is(new ProtocolError(NODE, "x"), FATAL),
        is(new CodecNotFoundException(DataTypes.INT, GenericType.STRING), FATAL),
        is(new IllegalStateException("Session is closed"), FATAL),
        is(new IllegalStateException("Channel is closing"), TRANSIENT),
        is(new IllegalStateException("Driver channel is closing"), TRANSIENT),
        is(
            new IllegalStateException(
                "Unexpected server error for a PREPARE queryERROR(Cannot achieve consistency)"),
            TRANSIENT),
        is(preparingAgain(ErrorCode.OVERLOADED, COSMOS_429), throttled(500)),
        is(preparingAgain(ErrorCode.OVERLOADED, "full"), THROTTLED),
        is(preparingAgain(ErrorCode.SERVER_ERROR, "x"), TRANSIENT),
        is(new UnexpectedResponseException("PREPARE", new Ready()), FATAL),
        is(new IllegalArgumentException("x"), FATAL),
        is(new OutOfMemoryError("x"), FATAL),
        is(new DriverExecutionException(new IllegalArgumentException("x")), FATAL),
        is(AllNodesFailedException.fromErrors(List.of()), UNREACHABLE));
  }

  @ParameterizedTest
  @MethodSource("errors")
  void everyErrorHasOneMeaning(Throwable error, Failure meaning) {
    assertThat(FailureClassifier.classify(error)).isEqualTo(meaning);
  }

  @ParameterizedTest
  @MethodSource("errors")
  void wrappersDoNotChangeTheMeaning(Throwable error, Failure meaning) {
    assertThat(FailureClassifier.classify(new CompletionException(error))).isEqualTo(meaning);
    assertThat(FailureClassifier.classify(new ExecutionException(new CompletionException(error))))
        .isEqualTo(meaning);
    assertThat(FailureClassifier.classify(new DriverExecutionException(error))).isEqualTo(meaning);
    assertThat(FailureClassifier.classify(new RuntimeException("while writing", error)))
        .isEqualTo(meaning);
  }

  @Test
  void noExceptionOfTheDriverIsForgotten() throws Exception {
    Set<String> covered =
        errors()
            .map(a -> a.get()[0].getClass().getName())
            .collect(Collectors.toCollection(TreeSet::new));
    covered.add(AllNodesFailedException.class.getName()); // has tests of its own
    assertThat(covered).containsAll(driversExceptions());
  }

  private static List<String> driversExceptions() throws Exception {
    File jar =
        new File(CqlSession.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<String> names = new ArrayList<>();
    try (JarFile content = new JarFile(jar)) {
      for (JarEntry entry : content.stream().toList()) {
        if (entry
            .getName()
            .matches("com/datastax/oss/driver/api/core/.*(Exception|Error)\\.class")) {
          Class<?> type =
              Class.forName(entry.getName().replace('/', '.').replaceAll("\\.class$", ""));
          if (!Modifier.isAbstract(type.getModifiers()) && Throwable.class.isAssignableFrom(type)) {
            names.add(type.getName());
          }
        }
      }
    }
    assertThat(names).hasSizeGreaterThan(30);
    return names;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "unconfigured table books",
        "table books does not exist",
        "Keyspace shop does not exist",
        "Undefined column name price in table shop.books",
        "Unknown identifier price",
        "Some partition key parts are missing: id",
        "EACH_QUORUM ConsistencyLevel is only supported for writes",
      })
  void complaintsAboutTheSchemaCanBeMended(String message) {
    assertThat(FailureClassifier.classify(new InvalidQueryException(NODE, message)))
        .isEqualTo(SCHEMA);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Key may not be empty",
        "Key length of 70000 is longer than maximum of 65535",
        "Invalid null value in condition for column id",
        "null is not supported inside collections",
        "Not enough bytes to read a list",
        "Expected 4 or 0 byte int (8)",
        "Batch too large",
        "A TTL must be greater or equal to 0, but was -1",
      })
  void complaintsAboutValuesRefuseTheRow(String message) {
    assertThat(FailureClassifier.classify(new InvalidQueryException(NODE, message)))
        .isEqualTo(REJECTED);
  }

  static AllNodesFailedException failed(Throwable first, Throwable second) {
    return AllNodesFailedException.fromErrors(
        List.of(new SimpleEntry<>(NODE, first), new SimpleEntry<>(OTHER_NODE, second)));
  }

  @Test
  void throttledNodeAmongLostOnesMeansThrottling() {
    assertThat(
            FailureClassifier.classify(
                failed(
                    new ClosedConnectionException("x"), new OverloadedException(NODE, COSMOS_429))))
        .isEqualTo(Failure.throttled(OptionalLong.of(500)));
    assertThat(
            FailureClassifier.classify(
                failed(new NodeUnavailableException(NODE), new BusyConnectionException(1))))
        .isEqualTo(THROTTLED);
  }

  @Test
  void longestWaitOfSeveralThrottledNodesCounts() {
    assertThat(
            FailureClassifier.classify(
                failed(
                    new OverloadedException(NODE, "RetryAfterMs=7"),
                    new OverloadedException(NODE, "RetryAfterMs=3"))))
        .isEqualTo(Failure.throttled(OptionalLong.of(7)));
  }

  @Test
  void allNodesLostIsPassing() {
    assertThat(
            FailureClassifier.classify(
                failed(new ClosedConnectionException("x"), new NodeUnavailableException(NODE))))
        .isEqualTo(TRANSIENT);
  }

  @Test
  void whereNoNodeWasAskedNoneCouldBeReached() {
    assertThat(
            FailureClassifier.classify(
                failed(new NodeUnavailableException(NODE), new NodeUnavailableException(NODE))))
        .isEqualTo(UNREACHABLE);
  }

  @Test
  void whatNoWaitMendsOutweighsTrouble() {
    assertThat(
            FailureClassifier.classify(
                failed(new UnauthorizedException(NODE, "x"), new ClosedConnectionException("x"))))
        .isEqualTo(SCHEMA);
  }

  @Test
  void circularCausesAreSurvived() {
    RuntimeException one = new RuntimeException("one");
    one.initCause(new RuntimeException("two", one));
    assertThat(FailureClassifier.classify(one)).isEqualTo(FATAL);
  }
}
