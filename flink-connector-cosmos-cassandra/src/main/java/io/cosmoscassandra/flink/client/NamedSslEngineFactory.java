package io.cosmoscassandra.flink.client;

import com.datastax.oss.driver.api.core.metadata.EndPoint;
import com.datastax.oss.driver.api.core.ssl.SslEngineFactory;
import io.cosmoscassandra.flink.client.dialect.Dialect;
import io.cosmoscassandra.flink.client.tls.TlsContexts;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/**
 * Verifies that a node's certificate contains the name that the dialect requires. Addresses are not
 * resolved in reverse, because the response would come from the very network that certificates
 * protect against.
 */
final class NamedSslEngineFactory implements SslEngineFactory {

  private final SSLContext context;
  private final boolean hostnameVerification;
  private final UnaryOperator<String> certificateName;

  NamedSslEngineFactory(
      SSLContext context, boolean hostnameVerification, UnaryOperator<String> certificateName) {
    this.context = context;
    this.hostnameVerification = hostnameVerification;
    this.certificateName = certificateName;
  }

  static NamedSslEngineFactory of(ConnectionSettings settings) {
    Dialect dialect = settings.dialect();
    return new NamedSslEngineFactory(
        TlsContexts.contextFor(settings.tls()),
        settings.tls().hostnameVerification(),
        node -> dialect.certificateName(settings.cluster().hosts(), node).orElse(node));
  }

  @Override
  public SSLEngine newSslEngine(EndPoint node) {
    SSLEngine engine = engineTo(node.resolve());
    engine.setUseClientMode(true);
    if (hostnameVerification) {
      SSLParameters parameters = engine.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      engine.setSSLParameters(parameters);
    }
    return engine;
  }

  private SSLEngine engineTo(SocketAddress address) {
    return address instanceof InetSocketAddress inet
        ? context.createSSLEngine(certificateName.apply(inet.getHostString()), inet.getPort())
        : context.createSSLEngine();
  }

  @Override
  public void close() {}
}
