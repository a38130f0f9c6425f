package io.cosmoscassandra.cluster.kill;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is wrong after a round, and what there was to look at. */
record Verdict(
    int rows,
    int samples,
    List<String> lost,
    List<String> doubled,
    List<String> early,
    List<String> backwards) {

  static Verdict of(
      Map<Long, NumberedChanges.Row> expected, Map<Long, NumberedChanges.Row> found, Watch watch) {
    List<String> lost = new ArrayList<>();
    List<String> doubled = new ArrayList<>();
    expected.forEach(
        (id, wanted) -> {
          NumberedChanges.Row there = found.get(id);
          String difference = "row %d: %s for %s".formatted(id, there, wanted);
          if (there == null || there.change() < wanted.change() || there.sum() < wanted.sum()) {
            lost.add(difference);
          } else if (!there.equals(wanted)) {
            doubled.add(difference);
          }
        });
    found.forEach(
        (id, there) -> {
          if (!expected.containsKey(id)) {
            lost.add("row %d: %s, which was deleted".formatted(id, there));
          }
        });
    return new Verdict(
        expected.size(), watch.samples(), lost, doubled, watch.early(), watch.backwards());
  }

  List<String> findings() {
    List<String> findings = new ArrayList<>();
    lost.forEach(each -> findings.add("lost: " + each));
    doubled.forEach(each -> findings.add("doubled: " + each));
    early.forEach(each -> findings.add("early: " + each));
    backwards.forEach(each -> findings.add("backwards: " + each));
    return findings;
  }

  @Override
  public String toString() {
    return "%,d rows compared, table sampled %d times; lost %d, doubled %d, early %d, backwards %d"
        .formatted(rows, samples, lost.size(), doubled.size(), early.size(), backwards.size());
  }
}
