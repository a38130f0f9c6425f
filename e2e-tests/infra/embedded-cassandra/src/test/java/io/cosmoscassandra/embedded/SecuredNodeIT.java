package io.cosmoscassandra.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import com.datastax.oss.driver.api.core.auth.AuthenticationException;
import com.datastax.oss.driver.api.core.ssl.ProgrammaticSslEngineFactory;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class SecuredNodeIT {

  private final TlsFiles files = TlsFiles.ofThisJvm();

  @Test
  void passwordAndClientCertificateAreDemanded() {
    try (CassandraNode node =
        CassandraNode.builder().passwordAuthentication().tls(Tls.MUTUAL).start()) {
      assertConnects(node.connect());

      assertThatThrownBy(() -> trusting(node, files.clientContext()).build())
          .hasMessageContaining("requires authentication");
      assertThatThrownBy(
              () ->
                  trusting(node, files.clientContext())
                      .withAuthCredentials(CassandraNode.USERNAME, "wrong")
                      .build())
          .satisfies(
              e ->
                  assertThat(causesOf(e))
                      .hasAtLeastOneElementOfType(AuthenticationException.class));
      assertThatThrownBy(
              () ->
                  trusting(node, files.clientContextWithoutCertificate())
                      .withAuthCredentials(CassandraNode.USERNAME, CassandraNode.PASSWORD)
                      .build())
          .isInstanceOf(AllNodesFailedException.class);
      assertThatThrownBy(() -> FastDriver.session().addContactPoint(node.contactPoint()).build())
          .isInstanceOf(AllNodesFailedException.class);
    }
  }

  @Test
  void certificateOfAnotherHostIsRefusedUnlessTheClientDoesNotLook() {
    try (CassandraNode node = CassandraNode.builder().tls(Tls.SERVER_WITH_WRONG_HOST).start()) {
      assertThatThrownBy(() -> trusting(node, files.clientContext()).build())
          .satisfies(
              e -> assertThat(causesOf(e)).hasAtLeastOneElementOfType(SSLHandshakeException.class));
      assertConnects(node.connect());
    }
  }

  private static CqlSessionBuilder trusting(CassandraNode node, SSLContext context) {
    return FastDriver.session()
        .addContactPoint(node.contactPoint())
        .withSslEngineFactory(new ProgrammaticSslEngineFactory(context, null, true));
  }

  private static void assertConnects(CqlSession opened) {
    try (CqlSession session = opened) {
      assertThat(session.execute("SELECT key FROM system.local").one()).isNotNull();
    }
  }

  private static List<Throwable> causesOf(Throwable thrown) {
    List<Throwable> causes = new ArrayList<>();
    collect(thrown, causes);
    return causes;
  }

  /** The driver hides the errors of single nodes in a map and among the suppressed ones. */
  private static void collect(Throwable thrown, List<Throwable> into) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      into.add(cause);
      if (cause instanceof AllNodesFailedException all) {
        all.getAllErrors()
            .values()
            .forEach(errors -> errors.forEach(error -> collect(error, into)));
      }
    }
  }
}
