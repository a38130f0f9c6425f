package io.cosmoscassandra.embedded;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import io.cosmoscassandra.embedded.server.ServerMain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A real Cassandra node in a process of its own.
 *
 * <p>It keeps its data and its ports from one life to the next and loses both when it is closed. It
 * ends with the JVM that started it, however that ends.
 */
public final class CassandraNode implements AutoCloseable {

  /** The superuser of a node with password authentication. */
  public static final String USERNAME = "cassandra";

  /** The superuser's password. */
  public static final String PASSWORD = "cassandra";

  /** The datacenter of every node. */
  public static final String DATACENTER = "datacenter1";

  private static final Duration TIME_TO_START = Duration.ofMinutes(10);
  private static final Duration TIME_TO_SWITCH_CQL = Duration.ofSeconds(30);
  private static final int LINES_OF_LOG_IN_MESSAGE = 25;

  private final NodeOptions options;
  private final Placement placement;
  private final NodeDirectory directory;
  private final List<ReservedPort> ports;
  private ServerProcess process;

  private CassandraNode(
      NodeOptions options, Placement placement, NodeDirectory directory, List<ReservedPort> ports) {
    this.options = options;
    this.placement = placement;
    this.directory = directory;
    this.ports = List.copyOf(ports);
  }

  /** Describes a node that stands alone. */
  public static Builder builder() {
    return new Builder();
  }

  /** Starts a node; its directory and ports are its own from here on, also when it fails. */
  static CassandraNode start(
      NodeOptions options, Placement placement, NodeDirectory directory, List<ReservedPort> ports) {
    CassandraNode node = new CassandraNode(options, placement, directory, ports);
    try {
      node.begin();
      return node;
    } catch (RuntimeException e) {
      node.keepLog();
      node.close();
      throw e;
    }
  }

  /** The address that clients connect to. */
  public InetSocketAddress contactPoint() {
    return placement.contactPoint();
  }

  /** The address that drivers learn from the node: its own, or that of the proxy before it. */
  public InetSocketAddress advertisedAddress() {
    return placement.advertised();
  }

  /** A new session with settings that make tests fast, allowed to do everything. */
  public CqlSession connect() {
    return FastDriver.sessionPastProxies(options).addContactPoint(contactPoint()).build();
  }

  /** The same in want of contact points, for a way to the node that is not its own address. */
  public CqlSessionBuilder sessionBuilder() {
    return FastDriver.session(options);
  }

  /** How the node secures its connections. */
  public Tls tls() {
    return options.tls();
  }

  NodeOptions options() {
    return options;
  }

  /** The id of the process of the current life. */
  public synchronized long pid() {
    return process.pid();
  }

  /** What the node has logged in all its lives. */
  public Path log() {
    return directory.log();
  }

  /** Leaves the log where it is when the node is closed. */
  public void keepLog() {
    directory.keepLog();
  }

  /** Whether the process exists; a paused one does. */
  public synchronized boolean isAlive() {
    return process != null && process.isAlive();
  }

  /** Whether clients get answers. */
  synchronized boolean isServing() {
    return isAlive() && !process.isPaused() && accepts();
  }

  /** Ends the process as a power failure would (SIGKILL), and waits for its end. */
  public synchronized void kill() {
    process.kill();
  }

  /** Ends the process in good order (SIGTERM), and waits for its end. */
  public synchronized void stop() {
    process.stop();
  }

  /** Makes the process stand still (SIGSTOP): connections stay open, nothing is answered. */
  public synchronized void pause() {
    process.pause();
  }

  /** Lets a paused process go on (SIGCONT). */
  public synchronized void resume() {
    process.resume();
  }

  /** Starts the node on the same data and ports, after stopping it if it is alive. */
  public synchronized void restart() {
    if (isAlive()) {
      stop();
    }
    begin();
  }

  /** Closes the port for clients while the node stays in its ring. */
  public synchronized void disableCql() {
    process.send(ServerMain.DISABLE_CQL);
    Await.until(() -> !accepts(), TIME_TO_SWITCH_CQL, () -> "the CQL port was not closed");
  }

  /** Opens the port for clients again. */
  public synchronized void enableCql() {
    process.send(ServerMain.ENABLE_CQL);
    Await.until(this::accepts, TIME_TO_SWITCH_CQL, () -> "the CQL port was not opened");
  }

  /**
   * Has a keyspace written to disk and the sizes of tables estimated, which happens a while after
   * this method has returned.
   */
  public synchronized void flush(String keyspace) {
    process.send(ServerMain.FLUSH + keyspace);
  }

  /** Ends the process and removes its data. */
  @Override
  public synchronized void close() {
    if (isAlive()) {
      if (directory.isTemporary()) {
        process.kill();
      } else {
        process.stop();
      }
    }
    directory.close();
    ports.forEach(ReservedPort::close);
  }

  private void begin() {
    boolean first = Files.notExists(directory.data());
    process = ServerProcess.start(ServerCommand.of(options, placement, directory), log());
    Await.until(this::acceptsUnlessDead, TIME_TO_START, () -> failure("did not open its CQL port"));
    if (first && placement.alone() && options.passwordAuthentication()) {
      // The superuser is created in the background, just after the port was opened.
      Await.until(
          () -> logContains("Created default superuser role"),
          TIME_TO_START,
          () -> failure("did not create its superuser"));
    }
  }

  private boolean acceptsUnlessDead() {
    if (!process.isAlive()) {
      throw new IllegalStateException(
          failure("ended with exit code " + process.exitValue() + " while it started"));
    }
    return accepts();
  }

  private boolean accepts() {
    try (Socket socket = new Socket(placement.host(), placement.port())) {
      return socket.isConnected();
    } catch (IOException refused) {
      return false;
    }
  }

  private boolean logContains(String text) {
    try (Stream<String> lines = Files.lines(log())) {
      return lines.anyMatch(line -> line.contains(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String failure(String what) {
    return "Cassandra at %s:%d %s; the end of its log %s:%n%s"
        .formatted(placement.host(), placement.port(), what, log(), endOfLog());
  }

  private String endOfLog() {
    try {
      List<String> lines = Files.readAllLines(log());
      return String.join(
          System.lineSeparator(),
          lines.subList(Math.max(0, lines.size() - LINES_OF_LOG_IN_MESSAGE), lines.size()));
    } catch (IOException e) {
      return "(cannot be read: " + e + ")";
    }
  }

  /** Describes a node before it is started. */
  public static final class Builder {

    private NodeOptions options = NodeOptions.DEFAULT;
    private int port;
    private Path directory;

    private Builder() {}

    /** Demands the login of {@link #USERNAME} or of roles that it creates. */
    public Builder passwordAuthentication() {
      options = options.withPasswordAuthentication();
      return this;
    }

    /** Secures the connections. */
    public Builder tls(Tls tls) {
      options = options.withTls(tls);
      return this;
    }

    /**
     * Acknowledges a write only when a kill cannot undo it. As shipped, Cassandra may lose what it
     * acknowledged in the last tenth of a second.
     */
    public Builder durableWrites() {
      options = options.withDurableWrites();
      return this;
    }

    /** The largest heap, such as {@code 512m}. */
    public Builder heap(String heap) {
      options = options.withHeap(heap);
      return this;
    }

    /** Options of the Java virtual machine, which outrank those that a node gets by itself. */
    public Builder jvm(List<String> chosen) {
      options = options.withJvm(chosen);
      return this;
    }

    /** A line of {@code cassandra.yaml}, with a value in flow style. */
    public Builder yaml(String setting, String value) {
      Map<String, String> yaml = new LinkedHashMap<>(options.yaml());
      yaml.put(setting, value);
      options = options.withYaml(yaml);
      return this;
    }

    /** The port for clients; a free one if not called. */
    public Builder port(int chosen) {
      this.port = chosen;
      return this;
    }

    /** Where data and log are and stay; a temporary directory if not called. */
    public Builder directory(Path chosen) {
      this.directory = chosen;
      return this;
    }

    Builder options(NodeOptions chosen) {
      this.options = chosen;
      return this;
    }

    /** Starts the node and waits until it serves clients. */
    public CassandraNode start() {
      ReservedPort cql = port == 0 ? ReservedPort.any() : ReservedPort.exactly(port);
      ReservedPort storage = ReservedPort.any();
      List<ReservedPort> ports = List.of(cql, storage);
      try {
        return CassandraNode.start(
            options,
            Placement.single(cql.number(), storage.number()),
            directory == null ? NodeDirectory.temporary() : NodeDirectory.at(directory),
            ports);
      } catch (RuntimeException e) {
        ports.forEach(ReservedPort::close);
        throw e;
      }
    }
  }
}
