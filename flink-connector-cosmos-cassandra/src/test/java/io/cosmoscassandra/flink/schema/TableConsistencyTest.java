package io.cosmoscassandra.flink.schema;

import static com.datastax.oss.driver.api.core.DefaultConsistencyLevel.ALL;
import static com.datastax.oss.driver.api.core.DefaultConsistencyLevel.EACH_QUORUM;
import static com.datastax.oss.driver.api.core.DefaultConsistencyLevel.LOCAL_ONE;
import static com.datastax.oss.driver.api.core.DefaultConsistencyLevel.LOCAL_QUORUM;
import static com.datastax.oss.driver.api.core.DefaultConsistencyLevel.ONE;
import static com.datastax.oss.driver.api.core.DefaultConsistencyLevel.QUORUM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import io.cosmoscassandra.flink.client.ConsistencyChoice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TableConsistencyTest {

  private static final TableName NAME = new TableName("shop", "orders");
  private static final ConsistencyChoice DEFAULT = ConsistencyChoice.byDefault(LOCAL_QUORUM);

  private static ConsistencyChoice given(DefaultConsistencyLevel level) {
    return new ConsistencyChoice(level, "consistency-level");
  }

  private static TableConsistency table(String mode, String migrationFrom) {
    return new TableConsistency(NAME, new TransactionalMode(mode, migrationFrom));
  }

  @Test
  void ordinaryTablesHaveTheWantedLevel() {
    TableConsistency table = new TableConsistency(NAME, TransactionalMode.ORDINARY);
    assertThat(table.forReading(DEFAULT)).isEqualTo(LOCAL_QUORUM);
    assertThat(table.forWriting(given(EACH_QUORUM))).isEqualTo(EACH_QUORUM);
  }

  @Test
  void defaultGivesWayInTransactionalTables() {
    TableConsistency table = table("full", "none");
    assertThat(table.forReading(DEFAULT)).isEqualTo(QUORUM);
    assertThat(table.forWriting(DEFAULT)).isEqualTo(QUORUM);
  }

  @Test
  void supportedLevelOfTheUserStays() {
    TableConsistency table = table("full", "none");
    assertThat(table.forReading(given(ONE))).isEqualTo(ONE);
    assertThat(table.forWriting(given(ALL))).isEqualTo(ALL);
  }

  @ParameterizedTest
  @EnumSource(
      value = DefaultConsistencyLevel.class,
      names = {"LOCAL_ONE", "LOCAL_QUORUM", "EACH_QUORUM", "TWO", "THREE"})
  void otherLevelOfTheUserIsRejected(DefaultConsistencyLevel level) {
    TableConsistency table = table("full", "none");
    assertThatThrownBy(() -> table.forWriting(given(level)))
        .isInstanceOf(DeclarationException.class)
        .hasMessageContaining("shop.orders")
        .hasMessageContaining("Option 'consistency-level' is " + level)
        .hasMessageContaining("transactional_mode = 'full'. Set it to QUORUM, or remove it.");
    assertThatThrownBy(() -> table.forReading(given(level)))
        .isInstanceOf(DeclarationException.class);
  }

  @Test
  void readsAreAsEverWhereOnlyWritesAreTransactions() {
    TableConsistency table = table("mixed_reads", "off");
    assertThat(table.forReading(given(LOCAL_ONE))).isEqualTo(LOCAL_ONE);
    assertThat(table.forWriting(DEFAULT)).isEqualTo(QUORUM);
  }

  @Test
  void tableIsTransactionalUntilAllOfItHasMigrated() {
    TableConsistency table = table("off", "full");
    assertThat(table.forReading(DEFAULT)).isEqualTo(QUORUM);
    assertThatThrownBy(() -> table.forWriting(given(LOCAL_ONE)))
        .hasMessageContaining(
            "transactional_mode = 'off' AND transactional_migration_from = 'full'.");
  }

  @Test
  void modeIsReadFromTheDescriptionOfATable() {
    assertThat(
            TransactionalMode.parse(
                """
                CREATE TABLE ks.t (
                    k int PRIMARY KEY,
                    v int
                ) WITH additional_write_policy = '99p'
                    AND comment = 'no transactional_mode = ''test_unsafe'' here'
                    AND read_repair = 'BLOCKING'
                    AND transactional_mode = 'off'
                    AND transactional_migration_from = 'full'
                    AND speculative_retry = '99p';\
                """))
        .isEqualTo(new TransactionalMode("off", "full"));
    assertThat(TransactionalMode.parse("CREATE TABLE ks.t (k int PRIMARY KEY)"))
        .isEqualTo(TransactionalMode.ORDINARY);
  }
}
