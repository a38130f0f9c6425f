package io.cosmoscassandra.flink.schema;

import static io.cosmoscassandra.flink.schema.ValidationKit.books;
import static io.cosmoscassandra.flink.schema.ValidationKit.validated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.metadata.Metadata;
import io.cosmoscassandra.flink.kit.Schemas;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FreshSchemaTest {

  private static final Metadata OLD = Schemas.schema().keyspace("shop").build();

  private final StaleSession session = new StaleSession();
  private final FreshSchema schema = new FreshSchema(session);

  private MappedTable compare() throws InterruptedException {
    return schema.compare(() -> validated(books(), session.metadata()));
  }

  @Test
  void tableThatIsYoungerThanTheSessionIsFound() throws Exception {
    session.fresh = ValidationKit.SCHEMA;

    assertThat(compare().name()).isEqualTo(books().build().name());
    assertThat(session.refreshes).isEqualTo(1);
  }

  @Test
  void schemaIsReadOnlyOnceMore() {
    assertThatThrownBy(this::compare)
        .isInstanceOf(DeclarationException.class)
        .hasMessageContaining("Table 'books' does not exist in keyspace 'shop'");
    assertThat(session.refreshes).isEqualTo(1);
  }

  @Test
  void declarationThatFitsCostsNoRequest() throws Exception {
    session.known = ValidationKit.SCHEMA;

    compare();

    assertThat(session.refreshes).isZero();
  }

  /** A start retries what this throws, instead of ending the job for a table that may exist. */
  @Test
  void schemaThatCannotBeReadIsNoMissingTable() {
    session.silent = true;

    assertThatThrownBy(this::compare).isInstanceOf(DriverTimeoutException.class);
  }

  private static final class StaleSession implements SchemaSession {

    private Metadata known = OLD;
    private Metadata fresh = OLD;
    private boolean silent;
    private int refreshes;

    @Override
    public Metadata metadata() {
      return known;
    }

    @Override
    public void refresh() {
      refreshes++;
      if (silent) {
        throw new DriverTimeoutException("no answer");
      }
      known = fresh;
    }

    @Override
    public boolean awaitAgreement() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void execute(String cql, Duration timeout) {
      throw new UnsupportedOperationException();
    }
  }
}
