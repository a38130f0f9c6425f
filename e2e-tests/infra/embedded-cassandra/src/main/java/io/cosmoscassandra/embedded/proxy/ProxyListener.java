package io.cosmoscassandra.embedded.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;

/** Takes the connections of clients that are meant for one node. */
public final class ProxyListener implements AutoCloseable {

  private final ServerSocket socket;
  private final InetSocketAddress node;
  private final Encryption encryption;
  private final Reception reception;
  private final ExecutorService threads;
  private final Set<Tunnel> tunnels = ConcurrentHashMap.newKeySet();

  /** Decides who looks after a new connection. */
  public interface Reception {
    Tunnel.End receive(Tunnel tunnel) throws IOException;
  }

  private ProxyListener(
      ServerSocket socket,
      InetSocketAddress node,
      Encryption encryption,
      Reception reception,
      ExecutorService threads) {
    this.socket = socket;
    this.node = node;
    this.encryption = encryption;
    this.reception = reception;
    this.threads = threads;
  }

  /** Listens at a socket, with threads of which each connection takes two. */
  public static ProxyListener listen(
      ServerSocket socket,
      InetSocketAddress node,
      Encryption encryption,
      Reception reception,
      ExecutorService threads) {
    ProxyListener listener = new ProxyListener(socket, node, encryption, reception, threads);
    threads.execute(listener::accept);
    return listener;
  }

  public InetSocketAddress address() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  /** How many clients are connected. */
  public int connections() {
    return tunnels.size();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        hand(socket.accept());
      } catch (IOException e) {
        // It has been closed, or a client gave up while it was taken.
      }
    }
  }

  private void hand(Socket client) throws IOException {
    try {
      threads.execute(() -> serve(client));
    } catch (RejectedExecutionException closing) {
      client.close();
    }
  }

  private void serve(Socket client) {
    try (client;
        Socket server = new Socket(node.getAddress(), node.getPort())) {
      Tunnel tunnel = new Tunnel(encryption.fromClient(client), encryption.toNode(server));
      Tunnel.End end = reception.receive(tunnel);
      tunnels.add(tunnel);
      try {
        if (!socket.isClosed()) {
          threads.execute(() -> tunnel.passResponses(end));
          tunnel.passRequests(end);
        }
      } finally {
        tunnels.remove(tunnel);
      }
    } catch (IOException | RejectedExecutionException e) {
      // The node is down: to the client, a connection that ends at once.
    }
  }

  /** Resets nobody: clients see their connections end in order. */
  void closeConnections() {
    tunnels.forEach(Tunnel::close);
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      closeConnections();
    }
  }
}
