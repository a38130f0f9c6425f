package io.cosmoscassandra.benchmarks.runner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everything that a run of the benchmarks found out, as it goes into {@code results.json}. */
record Results(
    String started,
    List<String> arguments,
    Map<String, String> machine,
    Map<String, String> server,
    Map<String, Map<String, String>> versions,
    List<Measurement> runs) {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  static Results begin(
      String started,
      List<String> arguments,
      Map<String, String> machine,
      Map<String, String> server) {
    return new Results(
        started, arguments, machine, server, new LinkedHashMap<>(), new ArrayList<>());
  }

  static Results read(Path file) {
    try {
      return JSON.readValue(file.toFile(), Results.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is left without some scenarios. */
  Results without(List<String> scenarios) {
    List<Measurement> left =
        runs.stream().filter(run -> !scenarios.contains(run.scenario())).toList();
    return new Results(started, arguments, machine, server, versions, left);
  }

  /** Whoever looks at the file meanwhile finds it whole, as it was or as it is. */
  void write(Path file) {
    Path unfinished = file.resolveSibling(file.getFileName() + ".part");
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      JSON.writeValue(unfinished.toFile(), this);
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a program is made of, of which several contenders are run. */
  void addVersions(Program program, JsonNode said) {
    Map<String, String> all = new LinkedHashMap<>();
    said.fieldNames().forEachRemaining(name -> all.put(name, said.get(name).asText()));
    versions.put(program.title(), all);
  }

  /** The same for other people: without the paths of the machine. */
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
