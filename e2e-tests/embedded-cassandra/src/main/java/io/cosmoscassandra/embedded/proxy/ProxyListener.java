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
final class ProxyListener implements AutoCloseable {

  private final ServerSocket socket;
  private final InetSocketAddress node;
  private final Circumstances circumstances;
  private final ExecutorService threads;
  private final Set<ProxyConnection> connections = ConcurrentHashMap.newKeySet();

  private ProxyListener(
      ServerSocket socket,
      InetSocketAddress node,
      Circumstances circumstances,
      ExecutorService threads) {
    this.socket = socket;
    this.node = node;
    this.circumstances = circumstances;
    this.threads = threads;
  }

  static ProxyListener open(
      InetSocketAddress address,
      InetSocketAddress node,
      Circumstances circumstances,
      ExecutorService threads) {
    try {
      ServerSocket socket = new ServerSocket();
      try {
        socket.bind(address);
      } catch (IOException e) {
        socket.close();
        throw new IOException("the proxy cannot listen at " + address, e);
      }
      ProxyListener listener = new ProxyListener(socket, node, circumstances, threads);
      threads.execute(listener::accept);
      return listener;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  InetSocketAddress address() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
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
      ProxyConnection connection = new ProxyConnection(client, server, node, circumstances);
      connections.add(connection);
      try {
        if (!socket.isClosed()) {
          threads.execute(connection::passResponses);
          connection.passRequests();
        }
      } finally {
        connections.remove(connection);
      }
    } catch (IOException | RejectedExecutionException e) {
      // The node is down: to the client, a connection that ends at once.
    }
  }

  /** Resets nobody: clients see their connections end in order. */
  void closeConnections() {
    connections.forEach(ProxyConnection::close);
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
