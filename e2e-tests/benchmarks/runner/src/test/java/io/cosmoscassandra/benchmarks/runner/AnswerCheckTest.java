package io.cosmoscassandra.benchmarks.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cosmoscassandra.benchmarks.contender.LookupKeys;
import io.cosmoscassandra.benchmarks.contender.Query;
import io.cosmoscassandra.benchmarks.contender.Tally;
import io.cosmoscassandra.benchmarks.contender.Workload;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnswerCheckTest {

  private static final long ROWS = 1_000;

  /** Of queries that copy nothing. */
  private final AnswerCheck check = new AnswerCheck(null);

  @Test
  void rightAnswersAreAccepted() {
    for (Query query : new Query[] {Query.ROWS, Query.PROJECTION, Query.FILTERED, Query.COUNT}) {
      assertThat(complaint(query, query.rowsOf(ROWS), query.checksumOf(Workload.WIDE, ROWS)))
          .as(query.toString())
          .isEmpty();
    }
  }

  @Test
  void rowsOfEachLookupAreExpected() {
    Entry entry =
        Entry.of(Contender.LOOKUP_SQL, Workload.SLICES, 10)
            .with(LookupKeys.TABLE_ROWS, Long.toString(ROWS));
    LookupKeys keys = new LookupKeys(Query.LOOKUP_PARTITION, ROWS);

    assertThat(complaint(entry, keys.query(), 200, keys.checksumOf(Workload.SLICES, 10))).isEmpty();
    assertThat(complaint(entry, keys.query(), 199, 0)).contains("199 rows instead of 200");
  }

  @Test
  void missingRowsAreReported() {
    assertThat(complaint(Query.COUNT, ROWS - 1, 0)).contains("999 rows instead of 1000");
  }

  @Test
  void wrongValuesAreReported() {
    assertThat(complaint(Query.ROWS, ROWS, 7)).get().asString().contains("checksum 7 instead of");
  }

  @Test
  void missingAnswerIsReported() {
    assertThat(
            check.complaint(
                Entry.of(Contender.SOURCE_SQL, Workload.WIDE, ROWS),
                Query.ROWS,
                new ObjectMapper().createObjectNode()))
        .isPresent();
  }

  private Optional<String> complaint(Query query, long rows, long checksum) {
    return complaint(Entry.of(Contender.SOURCE_SQL, Workload.WIDE, ROWS), query, rows, checksum);
  }

  private Optional<String> complaint(Entry entry, Query query, long rows, long checksum) {
    ObjectNode answer = new ObjectMapper().createObjectNode();
    answer.put(Tally.ROWS, rows);
    answer.put(Tally.CHECKSUM, Long.toHexString(checksum));
    return check.complaint(entry, query, answer);
  }
}
