package io.cosmoscassandra.benchmarks.runner;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everything that was measured in one go, with the machine and the programs it was measured on. */
record Results(
    String started,
    List<String> arguments,
    Map<String, String> machine,
    Map<String, String> server,
    Map<String, Map<String, String>> versions,
    List<Measurement> runs) {

  static Results begin(
      String started,
      List<String> arguments,
      Map<String, String> machine,
      Map<String, String> server) {
    return new Results(
        started, arguments, machine, server, new LinkedHashMap<>(), new ArrayList<>());
  }

  /** The same without the runs of some scenarios. */
  Results without(List<String> scenarios) {
    List<Measurement> left =
        runs.stream().filter(run -> !scenarios.contains(run.scenario())).toList();
    return new Results(started, arguments, machine, server, versions, left);
  }

  /** Adds the versions of a program, as its process reports them. */
  void addVersions(Program program, JsonNode said) {
    Map<String, String> all = new LinkedHashMap<>();
    said.fieldNames().forEachRemaining(name -> all.put(name, said.get(name).asText()));
    versions.put(program.title(), all);
  }

  /** The same without the paths of the machine, for publication. */
  Results withoutPaths() {
    List<String> told = new ArrayList<>(arguments);
    int output = told.indexOf(Options.OUTPUT);
    if (output >= 0) {
      told.subList(output, output + 2).clear();
    }
    List<Measurement> published =
        runs.stream().map(run -> run.withoutSetting(RecoveryScenario.RESTORE)).toList();
    return new Results(started, told, machine, server, versions, published);
  }

  /** The scenarios, in the order in which they were run. */
  List<String> scenarios() {
    return runs.stream().map(Measurement::scenario).distinct().toList();
  }

  List<Measurement> of(String scenario) {
    return runs.stream().filter(run -> run.scenario().equals(scenario)).toList();
  }
}
