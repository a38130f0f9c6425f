package io.cosmoscassandra.embedded.proxy;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import io.cosmoscassandra.embedded.CassandraCluster;
import io.cosmoscassandra.embedded.CassandraNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Stands between clients and nodes and makes faults that real servers show too rarely.
 *
 * <p>It speaks versions 3 to 5 of the native protocol, whichever client and node agree upon, and
 * TLS if the node does. A new proxy lets everything pass.
 */
public final class FaultProxy implements AutoCloseable {

  private static final Set<Opcode> STATEMENTS = EnumSet.of(Opcode.EXECUTE, Opcode.BATCH);
  private static final String HOST = "127.0.1.1";

  private final ActionCounters counters = new ActionCounters();
  private final ExecutorService threads = Executors.newCachedThreadPool(daemons("fault-proxy"));
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(daemons("fault-proxy-timer"));
  private final List<ProxyListener> listeners = new ArrayList<>();
  private final Set<Integer> versions = ConcurrentHashMap.newKeySet();
  private volatile Rules rules = new Rules(FaultPolicy.none(), STATEMENTS);

  private final Supplier<CqlSessionBuilder> sessions;
  private final UnaryOperator<CqlSession> untilConnected;

  private FaultProxy(
      Supplier<CqlSessionBuilder> sessions, UnaryOperator<CqlSession> untilConnected) {
    this.sessions = sessions;
    this.untilConnected = untilConnected;
  }

  /** A proxy in front of one node, on a port of its own. */
  public static FaultProxy inFrontOf(CassandraNode node) {
    FaultProxy proxy = new FaultProxy(node::sessionBuilder, UnaryOperator.identity());
    proxy.listen(new InetSocketAddress(HOST, 0), node);
    return proxy;
  }

  /** A proxy in front of all nodes of a cluster that was started to be behind proxies. */
  public static FaultProxy inFrontOf(CassandraCluster cluster) {
    FaultProxy proxy = new FaultProxy(cluster.node(0)::sessionBuilder, cluster::connectedToAll);
    try {
      for (CassandraNode node : cluster.nodes()) {
        if (node.advertisedAddress().equals(node.contactPoint())) {
          throw new IllegalArgumentException(
              "drivers would find their way past the proxy: start the cluster behindProxies()");
        }
        proxy.listen(node.advertisedAddress(), node);
      }
      return proxy;
    } catch (RuntimeException e) {
      proxy.close();
      throw e;
    }
  }

  /** The address that clients connect to: that of the proxy of the first node. */
  public InetSocketAddress contactPoint() {
    return listeners.get(0).address();
  }

  /** The addresses that clients connect to. */
  public List<InetSocketAddress> contactPoints() {
    return listeners.stream().map(ProxyListener::address).toList();
  }

  /** A new session through the proxy, with settings that make tests fast. */
  public CqlSession connect() {
    return untilConnected.apply(sessions.get().addContactPoints(contactPoints()).build());
  }

  /** Asks this policy about each EXECUTE and BATCH from now on. */
  public void setPolicy(FaultPolicy policy) {
    rules = new Rules(policy, STATEMENTS);
  }

  /** Asks this policy about each request of these kinds from now on. */
  public void setPolicy(FaultPolicy policy, Opcode first, Opcode... others) {
    rules = new Rules(policy, EnumSet.of(first, others));
  }

  /** How often what was done to the requests that a policy was asked about. */
  public Map<Action, Long> counts() {
    return counters.snapshot();
  }

  /** How often this was done to the requests that a policy was asked about. */
  public long count(Action action) {
    return counters.snapshot().get(action);
  }

  /** The versions of the protocol of the requests that a policy was asked about. */
  public Set<Integer> protocolVersions() {
    return Set.copyOf(versions);
  }

  /** Ends all connections; clients may connect again. */
  public void closeConnections() {
    listeners.forEach(ProxyListener::closeConnections);
  }

  /** Ends all connections and threads. */
  @Override
  public void close() {
    listeners.forEach(ProxyListener::close);
    timer.shutdownNow();
    threads.shutdownNow();
    awaitEndOf(timer);
    awaitEndOf(threads);
  }

  private static void awaitEndOf(ExecutorService executor) {
    try {
      if (!executor.awaitTermination(10, TimeUnit.SECONDS)) {
        throw new IllegalStateException("threads of the fault proxy do not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void listen(InetSocketAddress address, CassandraNode node) {
    Circumstances circumstances =
        new Circumstances(() -> rules, counters, new PreparedQueries(), versions, timer);
    listeners.add(
        ProxyListener.listen(
            bound(address),
            node.contactPoint(),
            Encryption.like(node.tls()),
            tunnel -> new ProxyConnection(tunnel, node.contactPoint(), circumstances),
            threads));
  }

  private static ServerSocket bound(InetSocketAddress address) {
    try {
      ServerSocket socket = new ServerSocket();
      try {
        socket.bind(address);
        return socket;
      } catch (IOException e) {
        socket.close();
        throw new IOException("the proxy cannot listen at " + address, e);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ThreadFactory daemons(String name) {
    AtomicInteger number = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
