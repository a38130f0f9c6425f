package io.cosmoscassandra.flink.client.dialect;

import static io.cosmoscassandra.flink.options.CassandraConnectorOptions.HOSTS;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.annotation.Internal;

/**
 * A contact point.
 *
 * @param host a host name or an address; an IPv6 address without its brackets
 * @param port the port, or {@link #NO_PORT} if none was given
 */
@Internal
public record HostAndPort(String host, int port) implements Serializable {

  /** Stands for the default port of the dialect. */
  public static final int NO_PORT = 0;

  private static final int MAX_PORT = 65_535;
  private static final Pattern BRACKETED =
      Pattern.compile("\\[(?<host>[^\\[\\]]+)](?::(?<port>.*))?");
  private static final Pattern PLAIN = Pattern.compile("(?<host>[^:\\[\\]]+)(?::(?<port>.*))?");
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]+");
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(%\\S+)?");

  public HostAndPort {
    Objects.requireNonNull(host, "host");
    if (port < NO_PORT || port > MAX_PORT) {
      throw new IllegalArgumentException("A port must be between 1 and 65535, but is " + port);
    }
  }

  /** The same contact point, with this port if it had none. */
  public HostAndPort withDefaultPort(int defaultPort) {
    return port == NO_PORT ? new HostAndPort(host, defaultPort) : this;
  }

  /**
   * Parses {@code host[:port], host[:port]}. Invalid entries are reported, and not in the result.
   *
   * @param problems receives one message for each invalid entry
   */
  public static List<HostAndPort> parseList(String hosts, Consumer<String> problems) {
    List<HostAndPort> parsed = new ArrayList<>();
    for (String entry : hosts.split(",", -1)) {
      try {
        parsed.add(parse(entry.strip()));
      } catch (IllegalArgumentException e) {
        problems.accept(e.getMessage());
      }
    }
    return parsed;
  }

  private static HostAndPort parse(String entry) {
    if (entry.isEmpty()) {
      throw invalid(entry, "it is empty");
    }
    if (entry.contains("://")) {
      throw invalid(entry, "it must not contain a scheme");
    }
    Matcher bracketed = BRACKETED.matcher(entry);
    if (bracketed.matches()) {
      String host = bracketed.group("host");
      if (!IPV6.matcher(host).matches()) {
        throw invalid(entry, "only an IPv6 address may be in brackets");
      }
      return new HostAndPort(host, port(entry, bracketed.group("port")));
    }
    if (IPV6.matcher(entry).matches() && entry.chars().filter(c -> c == ':').count() > 1) {
      throw invalid(entry, "an IPv6 address must be in brackets, as in [::1]:9042");
    }
    Matcher plain = PLAIN.matcher(entry);
    if (!plain.matches() || !HOST.matcher(plain.group("host")).matches()) {
      throw invalid(entry, "it must have the form 'host[:port]'");
    }
    return new HostAndPort(plain.group("host"), port(entry, plain.group("port")));
  }

  private static int port(String entry, String digits) {
    if (digits == null) {
      return NO_PORT;
    }
    int port;
    try {
      port = Integer.parseInt(digits);
    } catch (NumberFormatException e) {
      port = -1;
    }
    if (port < 1 || port > MAX_PORT) {
      throw invalid(entry, "the port must be between 1 and 65535");
    }
    return port;
  }

  private static IllegalArgumentException invalid(String entry, String reason) {
    return new IllegalArgumentException(
        "Option '%s' has the invalid entry '%s': %s.".formatted(HOSTS.key(), entry, reason));
  }

  @Override
  public String toString() {
    String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return port == NO_PORT ? name : name + ":" + port;
  }
}
