package io.cosmoscassandra.embedded;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.metadata.NodeState;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** One or three nodes that form a ring. */
public final class CassandraCluster implements AutoCloseable {

  private static final Duration TIME_TO_CONNECT = Duration.ofSeconds(30);

  private final NodeOptions options;
  private final List<CassandraNode> nodes;
  private final List<ReservedPort> ports;

  private CassandraCluster(
      NodeOptions options, List<CassandraNode> nodes, List<ReservedPort> ports) {
    this.options = options;
    this.nodes = List.copyOf(nodes);
    this.ports = List.copyOf(ports);
  }

  /** Describes a ring of 127.0.0.1, 127.0.0.2 and 127.0.0.3. */
  public static Builder ofThree() {
    return new Builder();
  }

  /** A ring of one. */
  static CassandraCluster of(CassandraNode node) {
    return new CassandraCluster(node.options(), List.of(node), List.of());
  }

  /** The nodes; the first is the seed. */
  public List<CassandraNode> nodes() {
    return nodes;
  }

  /** The node at a place, counted from 0. */
  public CassandraNode node(int index) {
    return nodes.get(index);
  }

  /** The addresses that clients connect to. */
  public List<InetSocketAddress> contactPoints() {
    return nodes.stream().map(CassandraNode::contactPoint).toList();
  }

  /** A new session with settings that make tests fast, allowed to do everything. */
  public CqlSession connect() {
    CqlSession session =
        FastDriver.sessionPastProxies(options).addContactPoints(contactPoints()).build();
    return connectedToAll(session);
  }

  /**
   * Waits until a session knows all nodes that serve clients to be up, and returns it. Earlier, the
   * driver would not wait for these nodes to learn of a schema change.
   */
  public CqlSession connectedToAll(CqlSession session) {
    try {
      long serving = nodes.stream().filter(CassandraNode::isServing).count();
      Await.until(
          () -> countUp(session) >= serving,
          TIME_TO_CONNECT,
          () -> "the driver knew only %d of %d nodes".formatted(countUp(session), serving));
      return session;
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
  }

  private static long countUp(CqlSession session) {
    return session.getMetadata().getNodes().values().stream()
        .filter(node -> node.getState() == NodeState.UP)
        .count();
  }

  /** Waits until every node knows all others, holds them for alive and has the same schema. */
  public void awaitRing() {
    new RingCheck(nodes).await();
  }

  /** Starts again what does not run. */
  void revive() {
    boolean complete = true;
    for (CassandraNode node : nodes) {
      if (!node.isAlive()) {
        node.restart();
        complete = false;
      }
    }
    if (!complete) {
      awaitRing();
    }
  }

  void keepLogs() {
    nodes.forEach(CassandraNode::keepLog);
  }

  /** Ends all nodes and removes their data. */
  @Override
  public void close() {
    nodes.forEach(CassandraNode::close);
    ports.forEach(ReservedPort::close);
  }

  /** Describes a ring before it is started. */
  public static final class Builder {

    private static final int SIZE = 3;

    private NodeOptions options = NodeOptions.DEFAULT.withHeap("256m");
    private boolean behindProxies;
    private int port;
    private Path directory;

    private Builder() {}

    /** Demands the login of {@link CassandraNode#USERNAME} or of roles that it creates. */
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

    /** The largest heap of each node, such as {@code 256m}. */
    public Builder heap(String heap) {
      options = options.withHeap(heap);
      return this;
    }

    /** A line of {@code cassandra.yaml}, with a value in flow style. */
    public Builder yaml(String setting, String value) {
      Map<String, String> yaml = new LinkedHashMap<>(options.yaml());
      yaml.put(setting, value);
      options = options.withYaml(yaml);
      return this;
    }

    /** Lets drivers learn 127.0.1.1, 127.0.1.2 and 127.0.1.3 as the addresses of the nodes. */
    public Builder behindProxies() {
      behindProxies = true;
      return this;
    }

    /** The port for clients on all nodes; a free one if not called. */
    public Builder port(int chosen) {
      this.port = chosen;
      return this;
    }

    /** Where data and logs are and stay; temporary directories if not called. */
    public Builder directory(Path chosen) {
      this.directory = chosen;
      return this;
    }

    Builder options(NodeOptions chosen) {
      this.options = chosen;
      return this;
    }

    /** Starts the nodes and waits until all of them know the ring. */
    public CassandraCluster start() {
      ReservedPort cql = port == 0 ? ReservedPort.any() : ReservedPort.exactly(port);
      ReservedPort storage = ReservedPort.any();
      List<ReservedPort> ports = List.of(cql, storage);
      List<CassandraNode> nodes = new ArrayList<>();
      try {
        nodes.add(startNode(0, cql, storage));
        List<CompletableFuture<CassandraNode>> others = new ArrayList<>();
        for (int index = 1; index < SIZE; index++) {
          int other = index;
          others.add(CompletableFuture.supplyAsync(() -> startNode(other, cql, storage)));
        }
        addAll(others, nodes);
        CassandraCluster cluster = new CassandraCluster(options, nodes, ports);
        cluster.awaitRing();
        if (options.passwordAuthentication()) {
          new ReplicatedRoles(cluster).spread();
          cluster.awaitRing();
        }
        return cluster;
      } catch (RuntimeException e) {
        nodes.forEach(CassandraNode::keepLog);
        nodes.forEach(CassandraNode::close);
        ports.forEach(ReservedPort::close);
        throw e;
      }
    }

    /** Waits for all of them, so that none is left behind when another fails. */
    private static void addAll(
        List<CompletableFuture<CassandraNode>> starting, List<CassandraNode> nodes) {
      CompletionException failure = null;
      for (CompletableFuture<CassandraNode> node : starting) {
        try {
          nodes.add(node.join());
        } catch (CompletionException e) {
          failure = e;
        }
      }
      if (failure != null) {
        throw failure;
      }
    }

    private CassandraNode startNode(int index, ReservedPort cql, ReservedPort storage) {
      NodeDirectory own =
          directory == null
              ? NodeDirectory.temporary()
              : NodeDirectory.at(directory.resolve("node-" + (index + 1)));
      Placement placement = Placement.ofThree(index, cql.number(), storage.number(), behindProxies);
      return CassandraNode.start(options, placement, own, List.of());
    }
  }
}
