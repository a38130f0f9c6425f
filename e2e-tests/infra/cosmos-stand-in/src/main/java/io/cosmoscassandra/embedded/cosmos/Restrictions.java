package io.cosmoscassandra.embedded.cosmos;

import io.cosmoscassandra.embedded.cosmos.Statement.Part;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What Azure Cosmos DB refuses whatever the load; each with the service's code. */
final class Restrictions {

  private static final int MAX_ROW_BYTES = 2 * 1024 * 1024;
  private static final int MAX_PARTITION_KEY_BYTES = 2_048;

  /** Patterns in a statement's text, and what the service calls them. */
  private record Forbidden(Pattern pattern, String what) {

    static Forbidden of(String regex, String what) {
      return new Forbidden(Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.DOTALL), what);
    }
  }

  private static final List<Forbidden> FORBIDDEN =
      List.of(
          Forbidden.of("^\\s*SELECT\\s+DISTINCT\\b", "SELECT DISTINCT"),
          Forbidden.of("^\\s*ALTER\\s+TYPE\\b", "ALTER TYPE"),
          Forbidden.of("^\\s*ALTER\\s+KEYSPACE\\b", "ALTER KEYSPACE"),
          Forbidden.of("^\\s*(CREATE|ALTER|DROP|LIST)\\s+(ROLE|USER)S?\\b", "roles"),
          Forbidden.of("^\\s*(GRANT|REVOKE)\\b", "permissions"),
          Forbidden.of(
              "^\\s*(CREATE|DROP)\\s+(OR\\s+REPLACE\\s+)?(FUNCTION|AGGREGATE|TRIGGER)\\b",
              "functions, aggregates and triggers"),
          Forbidden.of("^\\s*CREATE\\s+CUSTOM\\s+INDEX\\b", "custom indexes"),
          Forbidden.of("\\b(from|to)Json\\s*\\(", "fromJson and toJson"),
          Forbidden.of(
              "\\btoken\\s*\\([^)]*\\)\\s*[<>=]+\\s*token\\s*\\(", "token() on the right"));

  private static final Pattern UNKNOWN_TYPE =
      Pattern.compile("\\b(duration|vector\\s*<)", Pattern.CASE_INSENSITIVE);
  private static final Pattern CONDITIONAL =
      Pattern.compile("\\bIF\\s+(NOT\\s+EXISTS|EXISTS|\\w+\\s*[=<>])", Pattern.CASE_INSENSITIVE);

  private final Account account;

  Restrictions(Account account) {
    this.account = account;
  }

  /** Why this is not done, if it is not. */
  Optional<Refusal> refusal(Statement statement) {
    for (Part part : statement.parts()) {
      Optional<Refusal> refusal = refusal(statement, part);
      if (refusal.isPresent()) {
        return refusal;
      }
    }
    return ofBatch(statement);
  }

  private Optional<Refusal> refusal(Statement statement, Part part) {
    Cql cql = part.cql();
    if (cql.table().filter("system.peers_v2"::equals).isPresent()) {
      return Optional.of(Refusal.invalid("unconfigured table peers_v2"));
    }
    if (cql.isOfSystem()) {
      return Optional.empty();
    }
    for (Forbidden forbidden : FORBIDDEN) {
      if (forbidden.pattern().matcher(cql.text()).find()) {
        return Optional.of(
            Refusal.syntax(forbidden.what() + " is not supported by the service yet"));
      }
    }
    return switch (cql.kind()) {
      case CREATE_TABLE -> ofTypes(cql);
      case SELECT -> ofConsistency(statement);
      case WRITE -> ofWrite(statement, part);
      default -> Optional.empty();
    };
  }

  private static Optional<Refusal> ofTypes(Cql cql) {
    String columns = cql.text().replaceFirst("(?is)\\)\\s*WITH\\b.*", ")");
    return UNKNOWN_TYPE.matcher(columns).find()
        ? Optional.of(
            Refusal.invalid("Types duration and vector are not supported by the service yet"))
        : Optional.empty();
  }

  private Optional<Refusal> ofConsistency(Statement statement) {
    return statement
        .level()
        .filter(level -> !account.consistency().allowsReadsAt(level))
        .map(
            level ->
                Refusal.invalid(
                    "Consistency level %s is not allowed for requests of this account, whose default consistency is %s"
                        .formatted(level, account.consistency())));
  }

  private Optional<Refusal> ofWrite(Statement statement, Part part) {
    if (account.multiRegionWrites() && CONDITIONAL.matcher(part.cql().text()).find()) {
      return Optional.of(
          Refusal.invalid(
              "Lightweight transactions are not supported for accounts with multiple write"
                  + " regions"));
    }
    if (!statement.isExecuted()) {
      return Optional.empty();
    }
    if (part.partition().map(ByteBuffer::remaining).orElse(0) > MAX_PARTITION_KEY_BYTES) {
      return Optional.of(
          Refusal.invalid(
              "The partition key is larger than the %d bytes that the service supports"
                  .formatted(MAX_PARTITION_KEY_BYTES)));
    }
    if (part.bytes() > MAX_ROW_BYTES) {
      return Optional.of(Refusal.writeFailure("Request size is too large; limit of 2MB per row"));
    }
    return Optional.empty();
  }

  private static Optional<Refusal> ofBatch(Statement statement) {
    if (statement.loggedBatch()) {
      return Optional.of(
          Refusal.serverError(
              "Logged batches are not supported by the service yet. Please use unlogged batches"
                  + " instead."));
    }
    long partitions =
        statement.parts().stream()
            .map(part -> List.of(part.cql().table(), part.partition()))
            .distinct()
            .count();
    return partitions > 1
        ? Optional.of(
            Refusal.invalid(
                "Batches of more than one partition are not supported by the service yet"))
        : Optional.empty();
  }
}
