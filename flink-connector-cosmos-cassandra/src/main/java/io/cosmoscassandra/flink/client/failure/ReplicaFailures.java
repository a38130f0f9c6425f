package io.cosmoscassandra.flink.client.failure;

import java.net.InetAddress;
import java.util.Map;
import java.util.stream.Collectors;

/** Describes why replicas failed, which Apache Cassandra reports in version 5 of the protocol. */
final class ReplicaFailures {

  private ReplicaFailures() {}

  /** The reason of each replica, after the driver's own words. */
  static String describe(Map<InetAddress, Integer> reasons) {
    return reasons.entrySet().stream()
        .map(reason -> reason.getKey().getHostAddress() + ' ' + nameOf(reason.getValue()))
        .sorted()
        .collect(Collectors.joining(", ", "; failed: ", ""));
  }

  /** The codes of RequestFailureReason that a write can meet. */
  private static String nameOf(int code) {
    return switch (code) {
      case 0 -> "for an unknown reason";
      case 2 -> "to respond in time";
      case 3 -> "because of an incompatible schema";
      case 5 -> "because it is down";
      case 6 -> "because an index is not available";
      default -> "with reason code 0x%04x".formatted(code);
    };
  }
}
