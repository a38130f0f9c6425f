package io.cosmoscassandra.flink.client.dialect;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.annotation.Internal;

/**
 * One contact point.
 *
 * @param host a host name or an address; an IPv6 address without its brackets
 * @param port {@link #NO_PORT} where none was given
 */
@Internal
public record HostAndPort(String host, int port) implements Serializable {

  /** Stands for "the default port of the dialect". */
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
      throw new IllegalArgumentException("A port lies between 1 and 65535, not " + port);
    }
  }

  /** The same host, with this port where it had none. */
  public HostAndPort withDefaultPort(int defaultPort) {
    return port == NO_PORT ? new HostAndPort(host, defaultPort) : this;
  }

  /**
   * Reads {@code h1[:port], h2[:port]}; what cannot be read is reported and left out of the result.
   *
   * @param problems takes one message per bad entry, naming the option {@code hosts}
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
      throw bad(entry, "an entry is empty; write h1[:port], h2[:port]");
    }
    if (entry.contains("://")) {
      throw bad(entry, "write the host name alone, without a scheme");
    }
    Matcher bracketed = BRACKETED.matcher(entry);
    if (bracketed.matches()) {
      String host = bracketed.group("host");
      if (!IPV6.matcher(host).matches()) {
        throw bad(entry, "brackets may hold an IPv6 address only");
      }
      return new HostAndPort(host, port(entry, bracketed.group("port")));
    }
    if (IPV6.matcher(entry).matches() && entry.chars().filter(c -> c == ':').count() > 1) {
      throw bad(entry, "an IPv6 address needs brackets, as in [::1]:9042");
    }
    Matcher plain = PLAIN.matcher(entry);
    if (!plain.matches() || !HOST.matcher(plain.group("host")).matches()) {
      throw bad(entry, "this is not a host name; write h1[:port], h2[:port]");
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
      throw bad(entry, "a port is a number between 1 and 65535");
    }
    return port;
  }

  private static IllegalArgumentException bad(String entry, String why) {
    return new IllegalArgumentException("hosts: '%s': %s".formatted(entry, why));
  }

  @Override
  public String toString() {
    String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return port == NO_PORT ? name : name + ":" + port;
  }
}
