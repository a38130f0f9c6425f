package io.cosmoscassandra.flink;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Imports point downwards only: a row's way through the packages is one way. */
class ImportDirectionTest {

  private static final String BASE = "io.cosmoscassandra.flink.";

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.cosmoscassandra.flink");

  @Test
  void aPackageImportsOnlyWhatLiesBelowIt() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("table")
        .definedBy(BASE + "table..")
        .layer("sink")
        .definedBy(BASE + "sink..")
        .layer("config")
        .definedBy(BASE + "config..")
        .layer("commit")
        .definedBy(BASE + "commit..")
        .layer("mutation")
        .definedBy(BASE + "mutation..")
        .layer("type")
        .definedBy(BASE + "type..")
        .layer("client")
        .definedBy(BASE + "client..")
        .whereLayer("table")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("sink")
        .mayOnlyBeAccessedByLayers("table")
        .whereLayer("config")
        .mayOnlyBeAccessedByLayers("table", "sink")
        .whereLayer("commit")
        .mayOnlyBeAccessedByLayers("table", "sink", "config")
        .whereLayer("mutation")
        .mayOnlyBeAccessedByLayers("table", "sink", "config", "commit")
        .whereLayer("type")
        .mayOnlyBeAccessedByLayers("table", "sink", "config", "commit", "mutation")
        .whereLayer("client")
        .mayOnlyBeAccessedByLayers("table", "sink", "config", "commit", "mutation", "type")
        .check(classes);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching(BASE + "(*)..").should().beFreeOfCycles().check(classes);
  }
}
