package io.cosmoscassandra.flink.client.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import com.datastax.oss.driver.api.core.DefaultProtocolVersion;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.embedded.CassandraNode;
import io.cosmoscassandra.embedded.FastDriver;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Encoded rows in sessions that do not know them, and in those that do. */
class ForeignSessionIT {

  @RegisterExtension static final CassandraExtension cassandra = CassandraExtension.singleNode();

  private final String table = cassandra.createKeyspace() + ".t";

  @ParameterizedTest
  @EnumSource(names = {"V4", "V5"})
  void plainSessionRejectsARequestOfSeveralRowsAndWritesNone(DefaultProtocolVersion version) {
    try (CqlSession plain = open(CqlSession.builder(), version)) {
      PreparedStatement insert = prepareInsert(plain);

      assertThatThrownBy(
              () -> plain.execute(twoRows(insert).boundTo(insert.bind(), BatchType.UNLOGGED)))
          .isInstanceOf(AllNodesFailedException.class)
          .hasMessageContaining("2 encoded rows cannot be written by this session");
      assertThat(plain.execute("SELECT * FROM " + table).all()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"V4", "V5"})
  void sessionOfOursWritesAllRows(DefaultProtocolVersion version) {
    try (CqlSession ours = open(new EncodedRowsSessionBuilder(), version)) {
      PreparedStatement insert = prepareInsert(ours);

      new RowSender(ours, BatchType.UNLOGGED)
          .send(twoRows(insert), insert.bind())
          .toCompletableFuture()
          .join();

      assertThat(ours.execute("SELECT k, v FROM " + table).all())
          .extracting(row -> row.getInt(0) + "=" + row.getInt(1))
          .containsExactlyInAnyOrder("1=10", "2=20");
    }
  }

  @Test
  void senderDoesNotTakeAPlainSession() {
    assertThatThrownBy(() -> new RowSender(cassandra.session(), BatchType.UNLOGGED))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("cannot write encoded rows");
  }

  private static CqlSession open(CqlSessionBuilder builder, DefaultProtocolVersion version) {
    return builder
        .withConfigLoader(
            FastDriver.settings()
                .withString(DefaultDriverOption.PROTOCOL_VERSION, version.name())
                .build())
        .withLocalDatacenter(CassandraNode.DATACENTER)
        .addContactPoint(cassandra.contactPoint())
        .build();
  }

  private PreparedStatement prepareInsert(CqlSession session) {
    session.execute("CREATE TABLE %s (k int PRIMARY KEY, v int)".formatted(table));
    return session.prepare("INSERT INTO %s (k, v) VALUES (?, ?)".formatted(table));
  }

  private static EncodedRows twoRows(PreparedStatement insert) {
    ByteBuffer rows = ByteBuffer.allocate(100);
    for (int key = 1; key <= 2; key++) {
      rows.put(EncodedRows.headOf(insert))
          .putInt(Integer.BYTES)
          .putInt(key)
          .putInt(Integer.BYTES)
          .putInt(10 * key);
    }
    return new EncodedRows(rows.flip(), 2);
  }
}
