package io.cosmoscassandra.embedded;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What a person asked for on the command line.
 *
 * @param port 0 for any free one
 */
record CommandLine(
    boolean help, int port, Optional<Path> directory, int nodes, boolean auth, boolean tls) {

  static final int DEFAULT_PORT = 9042;

  static final String USAGE =
      """
      Starts Cassandra and runs it until Ctrl-C.

        --port N        port for clients, 0 for any free one (default %d)
        --directory D   keep data and logs in D (default: a temporary directory, removed in the end)
        --nodes N       1 (default) or 3: a ring of 127.0.0.1, 127.0.0.2 and 127.0.0.3
        --auth          demand a login: cassandra / cassandra
        --tls           secure the connections; prints the truststore to use
        --help          print this
      """
          .formatted(DEFAULT_PORT);

  static CommandLine parse(String... arguments) {
    boolean help = false;
    int port = DEFAULT_PORT;
    Optional<Path> directory = Optional.empty();
    int nodes = 1;
    boolean auth = false;
    boolean tls = false;
    Deque<String> rest = new ArrayDeque<>(List.of(arguments));
    while (!rest.isEmpty()) {
      String option = rest.remove();
      switch (option) {
        case "--help" -> help = true;
        case "--port" -> port = number(option, rest);
        case "--directory" -> directory = Optional.of(Path.of(value(option, rest)));
        case "--nodes" -> nodes = number(option, rest);
        case "--auth" -> auth = true;
        case "--tls" -> tls = true;
        default -> throw new IllegalArgumentException("unknown option '" + option + "'");
      }
    }
    if (nodes != 1 && nodes != 3) {
      throw new IllegalArgumentException("--nodes is 1 or 3, not " + nodes);
    }
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("--port is at most 65535, not " + port);
    }
    return new CommandLine(help, port, directory, nodes, auth, tls);
  }

  private static int number(String option, Deque<String> rest) {
    String value = value(option, rest);
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(option + " needs a number, not '" + value + "'", e);
    }
  }

  private static String value(String option, Deque<String> rest) {
    if (rest.isEmpty()) {
      throw new IllegalArgumentException(option + " needs a value");
    }
    return rest.remove();
  }
}
