package io.cosmoscassandra.embedded;

import java.util.Map;

/** What a person chose for a node or for all nodes of a cluster alike. */
record NodeOptions(
    boolean passwordAuthentication,
    Tls tls,
    boolean durableWrites,
    String heap,
    Map<String, String> yaml) {

  static final NodeOptions DEFAULT = new NodeOptions(false, Tls.NONE, false, "512m", Map.of());

  NodeOptions {
    if (!heap.matches("[1-9][0-9]*[kmgKMG]")) {
      throw new IllegalArgumentException("not a heap size such as 512m: '" + heap + "'");
    }
    yaml = Map.copyOf(yaml);
  }

  NodeOptions withPasswordAuthentication() {
    return new NodeOptions(true, tls, durableWrites, heap, yaml);
  }

  NodeOptions withTls(Tls chosen) {
    return new NodeOptions(passwordAuthentication, chosen, durableWrites, heap, yaml);
  }

  NodeOptions withDurableWrites() {
    return new NodeOptions(passwordAuthentication, tls, true, heap, yaml);
  }

  NodeOptions withHeap(String chosen) {
    return new NodeOptions(passwordAuthentication, tls, durableWrites, chosen, yaml);
  }

  NodeOptions withYaml(Map<String, String> chosen) {
    return new NodeOptions(passwordAuthentication, tls, durableWrites, heap, chosen);
  }
}
