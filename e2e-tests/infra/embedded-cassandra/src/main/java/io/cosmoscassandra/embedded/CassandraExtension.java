package io.cosmoscassandra.embedded;

import com.datastax.oss.driver.api.core.CqlSession;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * Gives a test class real Cassandra, to be registered in a static field with {@code
 * RegisterExtension}.
 *
 * <p>Classes that ask for the same share the same nodes: these are started once in a JVM and end
 * with its last test. So a test leaves them as it found them; what it killed is started again
 * before the next class.
 */
public final class CassandraExtension implements BeforeAllCallback, TestWatcher {

  private static final Namespace NAMESPACE = Namespace.create(CassandraExtension.class);
  private static final AtomicInteger KEYSPACES = new AtomicInteger();

  private final Wanted wanted;
  private volatile SharedServers servers;
  private volatile String keyspacePrefix = "test";

  private CassandraExtension(Wanted wanted) {
    this.wanted = wanted;
  }

  /** One node. */
  public static CassandraExtension singleNode() {
    return new CassandraExtension(new Wanted(1, false, NodeOptions.DEFAULT));
  }

  /** Three nodes that form a ring. */
  public static CassandraExtension threeNodes() {
    return new CassandraExtension(new Wanted(3, false, NodeOptions.DEFAULT.withHeap("256m")));
  }

  /** The same with a login demanded. */
  public CassandraExtension withPasswordAuthentication() {
    return with(wanted.options().withPasswordAuthentication());
  }

  /** The same with secured connections. */
  public CassandraExtension withTls(Tls tls) {
    return with(wanted.options().withTls(tls));
  }

  /** The same with no acknowledged write lost when a node is killed. */
  public CassandraExtension withDurableWrites() {
    return with(wanted.options().withDurableWrites());
  }

  /** The same with another largest heap. */
  public CassandraExtension withHeap(String heap) {
    return with(wanted.options().withHeap(heap));
  }

  /** The same with 127.0.1.x as the addresses that drivers learn; for three nodes. */
  public CassandraExtension behindProxies() {
    return new CassandraExtension(new Wanted(wanted.nodes(), true, wanted.options()));
  }

  /** The session that all tests share; nobody closes it. */
  public CqlSession session() {
    return servers().session();
  }

  /** Creates a keyspace that no other test has, replicated to all nodes, and returns its name. */
  public String createKeyspace() {
    String name = keyspacePrefix + "_" + KEYSPACES.incrementAndGet();
    session()
        .execute(
            "CREATE KEYSPACE %s WITH replication = {'class': 'NetworkTopologyStrategy', '%s': %d}"
                .formatted(name, CassandraNode.DATACENTER, nodes().size()));
    cluster().awaitRing();
    return name;
  }

  /** The address of the first node. */
  public InetSocketAddress contactPoint() {
    return node().contactPoint();
  }

  /** The addresses of all nodes. */
  public List<InetSocketAddress> contactPoints() {
    return cluster().contactPoints();
  }

  /** The first node. */
  public CassandraNode node() {
    return cluster().node(0);
  }

  /** All nodes. */
  public List<CassandraNode> nodes() {
    return cluster().nodes();
  }

  /** The ring, which may be a ring of one. */
  public CassandraCluster cluster() {
    return servers().cluster();
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    Store store = context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE);
    servers =
        store.getOrComputeIfAbsent(
            wanted, missing -> new SharedServers(missing.start()), SharedServers.class);
    servers.cluster().revive();
    keyspacePrefix = prefixFor(context.getRequiredTestClass());
  }

  @Override
  public void testFailed(ExtensionContext context, Throwable cause) {
    cluster().keepLogs();
  }

  private CassandraExtension with(NodeOptions options) {
    return new CassandraExtension(new Wanted(wanted.nodes(), wanted.behindProxies(), options));
  }

  private SharedServers servers() {
    if (servers == null) {
      throw new IllegalStateException(
          "Cassandra is started before the first test: the extension must be in a static field");
    }
    return servers;
  }

  /** Keyspace names are limited to 48 characters. */
  private static String prefixFor(Class<?> testClass) {
    String name = testClass.getSimpleName().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    return "ks_" + name.substring(0, Math.min(name.length(), 30));
  }

  /** What makes servers the same to a test. */
  private record Wanted(int nodes, boolean behindProxies, NodeOptions options) {

    CassandraCluster start() {
      if (nodes == 1) {
        return CassandraCluster.of(CassandraNode.builder().options(options).start());
      }
      CassandraCluster.Builder builder = CassandraCluster.ofThree().options(options);
      return (behindProxies ? builder.behindProxies() : builder).start();
    }
  }
}
