package io.cosmoscassandra.embedded.cosmos;

import io.cosmoscassandra.embedded.TlsFiles;
import io.cosmoscassandra.embedded.proxy.Encryption;
import io.cosmoscassandra.embedded.proxy.ProxyListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands in for an account of Azure Cosmos DB for Apache Cassandra: a real node, or a fault proxy,
 * which it makes look like that service. The README of this module lists what it models and what it
 * does not.
 */
public final class CosmosStandIn implements AutoCloseable {

  private static final int BACKLOG = 100;
  private static final long SECONDS_TO_END = 10;

  private final Account account;
  private final CosmosService service;
  private final ProxyListener listener;
  private final ExecutorService threads;

  private CosmosStandIn(Builder builder) {
    this.account = builder.account;
    this.service = new CosmosService(builder.account, builder.behaviour, builder.seed);
    AtomicInteger number = new AtomicInteger();
    this.threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "cosmos-stand-in-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    this.listener =
        ProxyListener.listen(
            bound(builder.port),
            builder.node,
            Encryption.ofClients(
                TlsFiles.ofThisJvm().serverContext(builder.account.certificateNames())),
            tunnel -> new StandInConnection(tunnel, service),
            threads);
  }

  private static ServerSocket bound(int port) {
    try {
      return new ServerSocket(port, BACKLOG, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Describes a stand-in in front of a node, which must not ask for a log-in or for TLS. */
  public static Builder inFrontOf(InetSocketAddress node) {
    return new Builder(node);
  }

  public Account account() {
    return account;
  }

  /** The port on 127.0.0.1. */
  public int port() {
    return listener.address().getPort();
  }

  /** As option {@code hosts} takes it, under a name that is in the certificate. */
  public String hosts() {
    return "localhost:" + port();
  }

  /** What a client has to trust; its password is that of {@link #truststorePassword()}. */
  public Path truststore() {
    return TlsFiles.ofThisJvm().truststorePkcs12();
  }

  public String truststorePassword() {
    return TlsFiles.ofThisJvm().password();
  }

  /** Changes the throughput of a table, in request units a second. */
  public void setThroughput(String keyspace, String table, double units) {
    service.tables().throughput(keyspace + "." + table).set(units);
  }

  /** What a table has gone through. */
  public History history(String keyspace, String table) {
    return service.tables().throughput(keyspace + "." + table).history();
  }

  /** Turns requests away that there are request units for. */
  public void throttle(Throttling throttling) {
    service.throttle(throttling);
  }

  /** How many clients are connected. */
  public int connections() {
    return listener.connections();
  }

  /** Ends all connections and threads. */
  @Override
  public void close() {
    try {
      listener.close();
    } finally {
      threads.shutdownNow();
      service.close();
    }
    try {
      if (!threads.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS)) {
        throw new IllegalStateException("threads of the Cosmos stand-in do not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Describes a stand-in. */
  public static final class Builder {

    private final InetSocketAddress node;
    private Account account = Account.of("books", "bm90IGEgcmVhbCBrZXk=");
    private Behaviour behaviour = Behaviour.USUAL;
    private int port;
    private long seed = 1;

    private Builder(InetSocketAddress node) {
      this.node = node;
    }

    public Builder account(Account chosen) {
      account = chosen;
      return this;
    }

    public Builder behaviour(Behaviour chosen) {
      behaviour = chosen;
      return this;
    }

    /** 0, the default, for any free one. */
    public Builder port(int chosen) {
      port = chosen;
      return this;
    }

    /** Of what is left to chance. */
    public Builder seed(long chosen) {
      seed = chosen;
      return this;
    }

    public CosmosStandIn start() {
      return new CosmosStandIn(this);
    }
  }
}
