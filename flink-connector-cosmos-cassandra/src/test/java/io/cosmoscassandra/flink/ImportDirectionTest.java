package io.cosmoscassandra.flink;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.Architectures;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Imports point downwards only. */
class ImportDirectionTest {

  private static final String BASE = "io.cosmoscassandra.flink.";

  private static final Path SOURCES = Path.of("src", "main", "java");

  /** From the face that users see down to what depends on nothing of the connector. */
  private static final List<Set<String>> FLOORS =
      List.of(
          Set.of("table"),
          Set.of("sink", "source", "lookup"),
          Set.of("config"),
          Set.of("commit"),
          Set.of("write", "read"),
          Set.of("flow"),
          Set.of("schema"),
          Set.of("codec"),
          Set.of("client"),
          Set.of("time"),
          Set.of("text", "options"));

  private final JavaClasses classes =
      new ClassFileImporter().importPath(Path.of("target", "classes"));

  @Test
  void aPackageImportsOnlyWhatLiesBelowIt() {
    Architectures.LayeredArchitecture architecture =
        Architectures.layeredArchitecture().consideringOnlyDependenciesInLayers();
    for (Set<String> floor : FLOORS) {
      for (String name : floor) {
        architecture = architecture.optionalLayer(name).definedBy(BASE + name + "..");
      }
    }
    List<String> above = new ArrayList<>();
    for (Set<String> floor : FLOORS) {
      for (String name : floor) {
        architecture =
            above.isEmpty()
                ? architecture.whereLayer(name).mayNotBeAccessedByAnyLayer()
                : architecture
                    .whereLayer(name)
                    .mayOnlyBeAccessedByLayers(above.toArray(new String[0]));
      }
      above.addAll(floor);
    }
    architecture.check(classes);
  }

  @Test
  void everyPackageHasItsFloor() {
    Set<String> known = FLOORS.stream().flatMap(Set::stream).collect(Collectors.toSet());

    assertThat(known).containsAll(roles());
  }

  @Test
  void everyPackageSaysWhatItHolds() {
    assertThat(packages())
        .allSatisfy(
            name ->
                assertThat(SOURCES.resolve(name.replace('.', '/')))
                    .isDirectoryContaining("glob:**/package-info.java"));
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching(BASE + "(**)").should().beFreeOfCycles().check(classes);
  }

  @Test
  void codecsDoNotKnowTheClient() {
    noClasses()
        .that()
        .resideInAPackage(BASE + "codec..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(BASE + "client..")
        .check(classes);
  }

  private Set<String> packages() {
    return classes.stream()
        .map(JavaClass::getPackageName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The first part of each package's name below the base. */
  private Set<String> roles() {
    return packages().stream()
        .filter(name -> name.startsWith(BASE))
        .map(name -> name.substring(BASE.length()).replaceFirst("\\..*", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
