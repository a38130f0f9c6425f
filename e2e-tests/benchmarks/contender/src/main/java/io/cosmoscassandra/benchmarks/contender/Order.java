package io.cosmoscassandra.benchmarks.contender;

import java.util.LinkedHashMap;
import java.util.Map;

/** A line of the runner's: {@code workload rows name=value ...}, with nothing in quotes. */
record Order(Workload workload, long rows, Map<String, String> settings) {

  static Order parse(String line) {
    String[] words = line.trim().split(" +", -1);
    if (words.length < 2) {
      throw new IllegalArgumentException("not 'workload rows name=value ...': " + line);
    }
    Map<String, String> settings = new LinkedHashMap<>();
    for (int i = 2; i < words.length; i++) {
      int equals = words[i].indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException("not a name=value: " + words[i]);
      }
      settings.put(words[i].substring(0, equals), words[i].substring(equals + 1));
    }
    return new Order(Workload.of(words[0]), Long.parseLong(words[1]), settings);
  }
}
