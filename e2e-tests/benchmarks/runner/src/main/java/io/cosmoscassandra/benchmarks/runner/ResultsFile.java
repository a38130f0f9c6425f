package io.cosmoscassandra.benchmarks.runner;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads and writes {@code results.jsonl}, the raw results in JSON lines: the first line tells what
 * was measured on which machine, each of the others is one run.
 */
final class ResultsFile {

  static final String NAME = "results.jsonl";

  private static final ObjectMapper JSON = new ObjectMapper();

  private ResultsFile() {}

  /** The first line: everything but the runs. */
  record Circumstances(
      String started,
      List<String> arguments,
      Map<String, String> machine,
      Map<String, String> server,
      Map<String, Map<String, String>> versions) {

    private static Circumstances of(Results results) {
      return new Circumstances(
          results.started(),
          results.arguments(),
          results.machine(),
          results.server(),
          results.versions());
    }

    private Results with(List<Measurement> runs) {
      return new Results(started, arguments, machine, server, versions, runs);
    }
  }

  static Results read(Path directory) {
    try (BufferedReader lines = Files.newBufferedReader(directory.resolve(NAME))) {
      Circumstances circumstances = JSON.readValue(lines.readLine(), Circumstances.class);
      List<Measurement> runs = new ArrayList<>();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        runs.add(JSON.readValue(line, Measurement.class));
      }
      return circumstances.with(runs);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Replaces the file at once, so that a reader finds it whole at any time. */
  static void write(Results results, Path directory) {
    Path file = directory.resolve(NAME);
    Path unfinished = directory.resolve(NAME + ".part");
    try {
      Files.createDirectories(directory);
      try (BufferedWriter lines = Files.newBufferedWriter(unfinished)) {
        lines.write(JSON.writeValueAsString(Circumstances.of(results)) + "\n");
        for (Measurement run : results.runs()) {
          lines.write(JSON.writeValueAsString(run) + "\n");
        }
      }
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
