package io.cosmoscassandra.embedded;

import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;

/** Runs Cassandra for a person at a terminal, or for a script. */
public final class CassandraMain {

  private static final int BAD_USAGE = 2;
  private static final int FAILED = 1;

  private CassandraMain() {}

  public static void main(String[] args) throws InterruptedException {
    CommandLine wanted;
    try {
      wanted = CommandLine.parse(args);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.println(CommandLine.USAGE);
      System.exit(BAD_USAGE);
      return;
    }
    if (wanted.help()) {
      System.out.println(CommandLine.USAGE);
      return;
    }
    CassandraCluster cluster;
    try {
      cluster = start(wanted);
    } catch (RuntimeException e) {
      System.err.println("Cassandra could not be started: " + e.getMessage());
      System.exit(FAILED);
      return;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(cluster::close, "close-cassandra"));
    report(cluster, System.out);
    new CountDownLatch(1).await();
  }

  private static CassandraCluster start(CommandLine wanted) {
    NodeOptions options = NodeOptions.DEFAULT;
    if (wanted.auth()) {
      options = options.withPasswordAuthentication();
    }
    if (wanted.tls()) {
      options = options.withTls(Tls.SERVER);
    }
    if (wanted.nodes() == 1) {
      CassandraNode.Builder node = CassandraNode.builder().options(options).port(wanted.port());
      wanted.directory().ifPresent(node::directory);
      return CassandraCluster.of(node.start());
    }
    CassandraCluster.Builder ring =
        CassandraCluster.ofThree().options(options.withHeap("256m")).port(wanted.port());
    wanted.directory().ifPresent(ring::directory);
    return ring.start();
  }

  private static void report(CassandraCluster cluster, PrintStream out) {
    for (CassandraNode node : cluster.nodes()) {
      out.printf(
          "Cassandra is ready at %s:%d (datacenter %s, log %s)%n",
          node.contactPoint().getHostString(),
          node.contactPoint().getPort(),
          CassandraNode.DATACENTER,
          node.log());
    }
    NodeOptions options = cluster.node(0).options();
    if (options.passwordAuthentication()) {
      out.printf("Login: %s / %s%n", CassandraNode.USERNAME, CassandraNode.PASSWORD);
    }
    if (options.tls() != Tls.NONE) {
      TlsFiles files = TlsFiles.ofThisJvm();
      out.printf("Truststore: %s (password %s)%n", files.truststorePkcs12(), files.password());
    }
    out.flush();
  }
}
