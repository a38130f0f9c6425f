package io.cosmoscassandra.embedded.cosmos;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * What a person asked for on the command line.
 *
 * @param port 0 for any free one
 */
record CosmosCommandLine(boolean help, int port, Account account, Behaviour behaviour) {

  static final int DEFAULT_PORT = 10_350;

  static final String USAGE =
      """
      Starts a stand-in for an account of Azure Cosmos DB for Apache Cassandra, with a node of
      Cassandra behind it, and runs it until Ctrl-C.

        --port N         port for clients on 127.0.0.1, 0 for any free one (default %d)
        --account A      name of the account, which is the user (default books)
        --key K          key of the account, which is the password
        --throughput N   request units a second of a table that nobody gave any (default %.0f)
        --write-units N  what it costs to write a row of up to 1 KB (default %.0f)
        --strong         an account of consistency Strong (default: Session)
        --multi-region   an account with several write regions: no lightweight transactions
        --help           print this
      """
          .formatted(DEFAULT_PORT, Behaviour.USUAL.throughput(), Behaviour.USUAL.unitsPerWrite());

  static CosmosCommandLine parse(String... arguments) {
    boolean help = false;
    int port = DEFAULT_PORT;
    Account account = Account.of("books", "bm90IGEgcmVhbCBrZXk=");
    Behaviour behaviour = Behaviour.USUAL;
    Deque<String> rest = new ArrayDeque<>(List.of(arguments));
    while (!rest.isEmpty()) {
      String option = rest.remove();
      switch (option) {
        case "--help" -> help = true;
        case "--port" -> port = (int) number(option, rest, 0, 65_535);
        case "--account" ->
            account =
                new Account(
                    value(option, rest),
                    account.key(),
                    account.consistency(),
                    account.multiRegionWrites());
        case "--key" ->
            account =
                new Account(
                    account.name(),
                    value(option, rest),
                    account.consistency(),
                    account.multiRegionWrites());
        case "--throughput" ->
            behaviour = behaviour.withThroughput((int) number(option, rest, 1, Integer.MAX_VALUE));
        case "--write-units" ->
            behaviour =
                behaviour.withUnitsPerWrite((int) number(option, rest, 1, Integer.MAX_VALUE));
        case "--strong" -> account = account.with(AccountConsistency.STRONG);
        case "--multi-region" -> account = account.withMultiRegionWrites();
        default -> throw new IllegalArgumentException("unknown option '" + option + "'");
      }
    }
    return new CosmosCommandLine(help, port, account, behaviour);
  }

  private static long number(String option, Deque<String> rest, long least, long most) {
    String value = value(option, rest);
    try {
      long number = Long.parseLong(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(option + " needs a number, not '" + value + "'", e);
    }
    throw new IllegalArgumentException(
        "%s is from %d to %d, not %s".formatted(option, least, most, value));
  }

  private static String value(String option, Deque<String> rest) {
    if (rest.isEmpty()) {
      throw new IllegalArgumentException(option + " needs a value");
    }
    return rest.remove();
  }
}
