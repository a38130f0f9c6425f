package io.cosmoscassandra.embedded.proxy;

import io.cosmoscassandra.embedded.Tls;
import io.cosmoscassandra.embedded.TlsFiles;
import java.io.IOException;
import java.net.Socket;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * Which connections of a proxy are encrypted.
 *
 * @param clients for the connections of clients; nothing for plain text
 * @param node for the connections to the node; nothing for plain text
 * @param certificateDemanded whether clients must show a certificate
 */
public record Encryption(
    Optional<SSLContext> clients, Optional<SSLContext> node, boolean certificateDemanded) {

  /** Plain text. */
  public static final Encryption NONE = new Encryption(Optional.empty(), Optional.empty(), false);

  /** Clients are encrypted, the node is not. */
  public static Encryption ofClients(SSLContext context) {
    return new Encryption(Optional.of(context), Optional.empty(), false);
  }

  /** The proxy demands and shows what the node does. */
  static Encryption like(Tls tls) {
    if (tls == Tls.NONE) {
      return NONE;
    }
    TlsFiles files = TlsFiles.ofThisJvm();
    return new Encryption(
        Optional.of(files.serverContext(tls)),
        Optional.of(files.clientContext()),
        tls == Tls.MUTUAL);
  }

  Leg fromClient(Socket accepted) throws IOException {
    return new Leg(accepted, clients.isPresent() ? server(accepted, clients.get()) : accepted);
  }

  Leg toNode(Socket connected) throws IOException {
    return new Leg(connected, node.isPresent() ? over(connected, node.get()) : connected);
  }

  private SSLSocket server(Socket accepted, SSLContext context) throws IOException {
    SSLSocket secured = over(accepted, context);
    secured.setUseClientMode(false);
    secured.setNeedClientAuth(certificateDemanded);
    return secured;
  }

  private static SSLSocket over(Socket socket, SSLContext context) throws IOException {
    return (SSLSocket)
        context
            .getSocketFactory()
            .createSocket(
                socket, socket.getInetAddress().getHostAddress(), socket.getPort(), false);
  }
}
