package io.cosmoscassandra.benchmarks.runner;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Results that are shown together. Nobody measures everything after every change, so they may be of
 * several days and commits; but those of one scenario, which are held against each other, are of
 * one run.
 *
 * @param parts what was measured in one go, no two of them with the same scenario
 */
record Publication(List<Results> parts) {

  /** Of a scenario that was measured several times the last one counts; paths are taken out. */
  static Publication of(List<Results> fromEarliestToLatest) {
    List<Results> parts = new ArrayList<>();
    Set<String> measuredLater = new HashSet<>();
    for (int i = fromEarliestToLatest.size() - 1; i >= 0; i--) {
      Results part = fromEarliestToLatest.get(i).without(List.copyOf(measuredLater)).withoutPaths();
      measuredLater.addAll(part.scenarios());
      if (!part.runs().isEmpty()) {
        parts.add(0, part);
      }
    }
    return new Publication(parts);
  }

  /** The part that has a scenario. */
  Optional<Results> of(String scenario) {
    return parts.stream().filter(part -> part.scenarios().contains(scenario)).findFirst();
  }
}
