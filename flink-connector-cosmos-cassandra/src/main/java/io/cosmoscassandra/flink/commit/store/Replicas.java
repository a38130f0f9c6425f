package io.cosmoscassandra.flink.commit.store;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.annotation.Internal;

/** Compares how many replicas two keyspaces have. */
@Internal
public final class Replicas {

  private Replicas() {}

  /**
   * The datacenters in which the committer tables have fewer replicas than the target, each with
   * both numbers.
   *
   * @param committer the replication of the keyspace of the committer tables
   * @param target the replication of the keyspace of the target
   */
  public static List<String> missing(Map<String, String> committer, Map<String, String> target) {
    Map<String, Integer> available = numbers(committer);
    return numbers(target).entrySet().stream()
        .filter(wanted -> available.getOrDefault(wanted.getKey(), 0) < wanted.getValue())
        .map(
            wanted ->
                "%d instead of %d (%s)"
                    .formatted(
                        available.getOrDefault(wanted.getKey(), 0),
                        wanted.getValue(),
                        wanted.getKey()))
        .toList();
  }

  /** The replicas by datacenter; transient ones, as in "3/1", count as well. */
  private static Map<String, Integer> numbers(Map<String, String> replication) {
    Map<String, Integer> numbers = new TreeMap<>();
    replication.forEach(
        (datacenter, replicas) -> {
          String number = replicas.replaceFirst("/.*", "");
          if (!datacenter.equals("class") && number.matches("\\d{1,6}")) {
            numbers.put(datacenter, Integer.parseInt(number));
          }
        });
    return numbers;
  }
}
