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

  static Placement single(int port, int storagePort) {
    return new Placement(
        "127.0.0.1", "127.0.0.1", port, storagePort, "127.0.0.1", TOKENS.get(0), true);
  }

  static Placement ofThree(int index, int port, int storagePort, boolean behindProxies) {
    String suffix = "." + (index + 1);
    String host = "127.0.0" + suffix;
    String advertised = behindProxies ? "127.0.1" + suffix : host;
    return new Placement(
        host, advertised, port, storagePort, "127.0.0.1", TOKENS.get(index), false);
  }

  InetSocketAddress contactPoint() {
    return new InetSocketAddress(host, port);
  }

  InetSocketAddress advertised() {
    return new InetSocketAddress(advertisedHost, port);
  }
}
