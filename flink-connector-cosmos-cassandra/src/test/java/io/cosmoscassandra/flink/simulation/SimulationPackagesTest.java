package io.cosmoscassandra.flink.simulation;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SimulationPackagesTest {

  private static final Path CLASSES =
      Path.of("target", "test-classes", "io", "cosmoscassandra", "flink", "simulation");

  @Test
  void packagesHaveNoCycles() {
    slices()
        .matching("io.cosmoscassandra.flink.(**)")
        .should()
        .beFreeOfCycles()
        .check(new ClassFileImporter().importPath(CLASSES));
  }
}
