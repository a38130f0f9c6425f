package io.cosmoscassandra.embedded.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import com.datastax.oss.driver.api.core.ProtocolVersion;
import com.datastax.oss.driver.api.core.auth.AuthenticationException;
import com.datastax.oss.driver.api.core.connection.ClosedConnectionException;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.servererrors.OverloadedException;
import com.datastax.oss.driver.api.core.ssl.ProgrammaticSslEngineFactory;
import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.embedded.CassandraNode;
import io.cosmoscassandra.embedded.FastDriver;
import io.cosmoscassandra.embedded.Tls;
import io.cosmoscassandra.embedded.TlsFiles;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Faults on encrypted connections, before and after the login. */
class SecuredFaultProxyIT {

  @RegisterExtension
  static final CassandraExtension cassandra =
      CassandraExtension.singleNode().withPasswordAuthentication().withTls(Tls.MUTUAL);

  private FaultProxy proxy;
  private String table;

  @BeforeEach
  void start() {
    table = cassandra.createKeyspace() + ".t";
    cassandra.session().execute("CREATE TABLE " + table + " (id int PRIMARY KEY)");
    proxy = FaultProxy.inFrontOf(cassandra.node());
  }

  @AfterEach
  void close() {
    proxy.close();
  }

  @Test
  void statementsMeetFaults() {
    try (CqlSession session = proxy.connect()) {
      assertThat(session.getContext().getProtocolVersion()).isEqualTo(ProtocolVersion.V5);
      proxy.setPolicy(
          FaultPolicy.inTurn(
                  RequestFault.forward(),
                  RequestFault.overloaded("too much"),
                  RequestFault.cutAfterwards())
              .whenMentions(table),
          Opcode.QUERY);

      session.execute(insert(1));
      assertThatThrownBy(() -> session.execute(insert(2)))
          .isInstanceOf(OverloadedException.class)
          .hasMessageContaining("too much");
      assertThatThrownBy(() -> session.execute(insert(3)))
          .isInstanceOf(ClosedConnectionException.class);

      assertThat(
              Stream.of(1, 2, 3)
                  .filter(id -> cassandra.session().execute(select(id)).one() != null))
          .containsExactly(1, 3);
    }
  }

  @Test
  void loginMeetsFaults() {
    proxy.setPolicy(
        FaultPolicy.inTurn(RequestFault.answer(ErrorCode.BAD_CREDENTIALS, "as the test wants it")),
        Opcode.AUTH_RESPONSE);
    assertThatThrownBy(() -> proxy.connect().close())
        .isInstanceOf(AllNodesFailedException.class)
        .satisfies(
            e ->
                assertThat(((AllNodesFailedException) e).getAllErrors().values())
                    .allSatisfy(
                        errors ->
                            assertThat(errors)
                                .hasAtLeastOneElementOfType(AuthenticationException.class)));
    proxy.connect().close();
    assertThat(proxy.count(Action.ANSWERED)).isEqualTo(1);
  }

  @Test
  void certificateIsDemandedAsByTheNode() {
    assertThatThrownBy(
            () -> trusting(TlsFiles.ofThisJvm().clientContextWithoutCertificate()).build().close())
        .isInstanceOf(AllNodesFailedException.class);
    trusting(TlsFiles.ofThisJvm().clientContext()).build().close();
  }

  private CqlSessionBuilder trusting(SSLContext context) {
    return FastDriver.session()
        .addContactPoint(proxy.contactPoint())
        .withAuthCredentials(CassandraNode.USERNAME, CassandraNode.PASSWORD)
        .withSslEngineFactory(new ProgrammaticSslEngineFactory(context, null, true));
  }

  private SimpleStatement insert(int id) {
    return SimpleStatement.newInstance("INSERT INTO " + table + " (id) VALUES (?)", id)
        .setIdempotent(false);
  }

  private SimpleStatement select(int id) {
    return SimpleStatement.newInstance("SELECT id FROM " + table + " WHERE id = ?", id);
  }
}
