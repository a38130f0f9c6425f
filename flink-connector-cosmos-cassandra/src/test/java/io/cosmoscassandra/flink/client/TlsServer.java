package io.cosmoscassandra.flink.client;

import io.cosmoscassandra.flink.kit.KeyStores;
import java.io.IOException;
import java.net.InetAddress;
import java.security.KeyStore;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** Shakes hands with its first client, and hangs up. */
final class TlsServer implements AutoCloseable {

  private final SSLServerSocket socket;
  private final CompletableFuture<String> handshake = new CompletableFuture<>();

  /**
   * @param clients whom it wants its clients to be; null to ask nobody
   */
  TlsServer(KeyStore identity, KeyStore clients) throws Exception {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(identity, KeyStores.PASSWORD.toCharArray());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(clients == null ? identity : clients);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    socket =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 1, InetAddress.getLoopbackAddress());
    socket.setNeedClientAuth(clients != null);
    Thread thread = new Thread(this::serve, "tls-server");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return socket.getLocalPort();
  }

  /** The client's name, empty if it has none; fails if there was no agreement. */
  String client() throws Exception {
    return handshake.get(20, TimeUnit.SECONDS);
  }

  private void serve() {
    try (SSLSocket client = (SSLSocket) socket.accept()) {
      client.startHandshake();
      // With TLS 1.3 the client may still object; its first request shows that it does not.
      if (client.getInputStream().read() < 0) {
        throw new SSLException("the client hung up");
      }
      handshake.complete(nameOf(client));
    } catch (IOException e) {
      handshake.completeExceptionally(e);
    }
  }

  private static String nameOf(SSLSocket client) {
    try {
      return client.getSession().getPeerPrincipal().getName();
    } catch (SSLPeerUnverifiedException e) {
      return "";
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
