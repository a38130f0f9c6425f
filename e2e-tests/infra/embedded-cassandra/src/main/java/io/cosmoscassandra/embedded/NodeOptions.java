package io.cosmoscassandra.embedded;

import java.util.List;
import java.util.Map;

/**
 * What a person chose for a node or for all nodes of a cluster alike.
 *
 * @param jvm options of the Java virtual machine, which outrank those that every node gets
 */
record NodeOptions(
    boolean passwordAuthentication,
    Tls tls,
    boolean durableWrites,
    String heap,
    List<String> jvm,
    Map<String, String> yaml) {

  static final NodeOptions DEFAULT =
      new NodeOptions(false, Tls.NONE, false, "1g", List.of(), Map.of());

  NodeOptions {
    if (!heap.matches("[1-9][0-9]*[kmgKMG]")) {
      throw new IllegalArgumentException("not a heap size such as 512m: '" + heap + "'");
    }
    jvm = List.copyOf(jvm);
    yaml = Map.copyOf(yaml);
  }

  NodeOptions withPasswordAuthentication() {
    return new NodeOptions(true, tls, durableWrites, heap, jvm, yaml);
  }

  NodeOptions withTls(Tls chosen) {
    return new NodeOptions(passwordAuthentication, chosen, durableWrites, heap, jvm, yaml);
  }

  NodeOptions withDurableWrites() {
    return new NodeOptions(passwordAuthentication, tls, true, heap, jvm, yaml);
  }

  NodeOptions withHeap(String chosen) {
    return new NodeOptions(passwordAuthentication, tls, durableWrites, chosen, jvm, yaml);
  }

  NodeOptions withJvm(List<String> chosen) {
    return new NodeOptions(passwordAuthentication, tls, durableWrites, heap, chosen, yaml);
  }

  NodeOptions withYaml(Map<String, String> chosen) {
    return new NodeOptions(passwordAuthentication, tls, durableWrites, heap, jvm, chosen);
  }
}
