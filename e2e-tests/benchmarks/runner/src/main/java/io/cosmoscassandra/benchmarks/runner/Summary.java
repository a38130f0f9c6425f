package io.cosmoscassandra.benchmarks.runner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The measured rounds of one contender at one place of a scenario; the warm-up is not in it. */
record Summary(String contender, double x, List<Measurement> good, List<Measurement> failed) {

  /** The contenders of a scenario, in the order of the list of all of them, then by scale. */
  static List<Summary> of(List<Measurement> scenario) {
    record Place(Contender contender, double x) {}
    Map<Place, List<Measurement>> byPlace = new LinkedHashMap<>();
    scenario.stream()
        .filter(run -> run.round() > 0)
        .forEach(
            run ->
                byPlace
                    .computeIfAbsent(
                        new Place(Contender.of(run.contender()), run.x()),
                        place -> new ArrayList<>())
                    .add(run));
    return byPlace.entrySet().stream()
        .sorted(
            Comparator.<Map.Entry<Place, List<Measurement>>, Contender>comparing(
                    entry -> entry.getKey().contender())
                .thenComparingDouble(entry -> entry.getKey().x()))
        .map(
            entry ->
                new Summary(
                    entry.getKey().contender().toString(),
                    entry.getKey().x(),
                    entry.getValue().stream().filter(Measurement::isGood).toList(),
                    entry.getValue().stream().filter(run -> !run.isGood()).toList()))
        .toList();
  }

  Contender who() {
    return Contender.of(contender);
  }

  boolean hasFigures() {
    return !good.isEmpty();
  }

  /** Not a number if nobody measured it. */
  double median(String figure) {
    List<Double> values = values(figure);
    if (values.isEmpty()) {
      return Double.NaN;
    }
    int middle = values.size() / 2;
    return values.size() % 2 == 1
        ? values.get(middle)
        : (values.get(middle - 1) + values.get(middle)) / 2;
  }

  double least(String figure) {
    List<Double> values = values(figure);
    return values.isEmpty() ? Double.NaN : values.get(0);
  }

  double most(String figure) {
    List<Double> values = values(figure);
    return values.isEmpty() ? Double.NaN : values.get(values.size() - 1);
  }

  int count(String figure) {
    return values(figure).size();
  }

  private List<Double> values(String figure) {
    return good.stream()
        .map(run -> run.figure(figure))
        .filter(value -> !value.isNaN())
        .sorted()
        .toList();
  }
}
