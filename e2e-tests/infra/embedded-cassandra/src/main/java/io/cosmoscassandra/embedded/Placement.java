package io.cosmoscassandra.embedded;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * Where one node stands in its ring.
 *
 * @param advertisedHost the address that drivers learn from the node, its own or that of a proxy
 */
record Placement(
    String host,
    String advertisedHost,
    int port,
    int storagePort,
    String seed,
    String initialToken,
    boolean alone) {

  /** Three tokens that share out the ring evenly. */
  private static final List<String> TOKENS =
      List.of("-9223372036854775808", "-3074457345618258603", "3074457345618258602");

  private static final String NODES = "127.0.0";
  private static final String PROXIES = "127.0.1";

  static Placement single(int port, int storagePort) {
    return new Placement(
        "127.0.0.1", "127.0.0.1", port, storagePort, "127.0.0.1", TOKENS.get(0), true);
  }

  static Placement ofThree(int index, int port, int storagePort, boolean behindProxies) {
    String suffix = "." + (index + 1);
    String host = NODES + suffix;
    String advertised = behindProxies ? PROXIES + suffix : host;
    return new Placement(
        host, advertised, port, storagePort, "127.0.0.1", TOKENS.get(index), false);
  }

  /** The host that a proxy at an advertised host stands before; any other host itself. */
  static String hostBehind(String advertisedHost) {
    return advertisedHost.startsWith(PROXIES + ".")
        ? NODES + advertisedHost.substring(PROXIES.length())
        : advertisedHost;
  }

  InetSocketAddress contactPoint() {
    return new InetSocketAddress(host, port);
  }

  InetSocketAddress advertised() {
    return new InetSocketAddress(advertisedHost, port);
  }
}
