package io.cosmoscassandra.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is inside the jar that people drop into Flink's {@code lib/}. */
class SqlJarIT {

  private static final Path JAR = Path.of(System.getProperty("sql.jar"));
  private static final long LARGEST = 15_000_000;
  private static final String SHADED = "io/cosmoscassandra/shaded/";

  private static final List<String> ALLOWED_IN_META_INF =
      List.of(
          "MANIFEST.MF",
          "LICENSE",
          "NOTICE",
          "licenses/LICENSE.HdrHistogram",
          "licenses/LICENSE.protobuf",
          "licenses/LICENSE.slf4j",
          "FastDoubleParser-LICENSE",
          "FastDoubleParser-NOTICE",
          "thirdparty-LICENSE",
          "services/org.apache.flink.table.factories.Factory",
          "services/io.cosmoscassandra.shaded.com.fasterxml.jackson.core.JsonFactory",
          "services/io.cosmoscassandra.shaded.com.fasterxml.jackson.core.ObjectCodec");

  private static final String OLD_ROOTS =
      "(com.(datastax|typesafe|codahale|fasterxml)|io.netty|org.(HdrHistogram|reactivestreams))";

  /**
   * Names of classes as they stood before they were renamed, as the JVM writes them or as a text.
   * Not a message that quotes one.
   */
  private static final Pattern OLD_NAME =
      Pattern.compile(
          "(?<!shaded[./]|')(%s/|%s\\.(\\w+\\.)*[A-Z])"
              .formatted(OLD_ROOTS.replace(".", "/"), OLD_ROOTS.replace(".", "\\.")));

  private static final Pattern ARTIFACT =
      Pattern.compile("^\\s+([\\w.-]+):([\\w.-]+):jar:([\\w.-]+):", Pattern.MULTILINE);

  @Test
  void holdsNothingButOurOwnAndWhatWasRenamed() throws IOException {
    assertThat(entries())
        .filteredOn(name -> !name.startsWith("META-INF/"))
        .allMatch(name -> name.startsWith("io/cosmoscassandra/"))
        .contains(
            "io/cosmoscassandra/flink/table/CassandraDynamicTableFactory.class",
            SHADED + "reference.conf",
            SHADED + "com/datastax/oss/driver/Driver.properties",
            SHADED + "com/datastax/oss/driver/api/core/CqlSession.class");
  }

  @Test
  void holdsNothingInMetaInfButWhatWeKnow() throws IOException {
    assertThat(entries())
        .filteredOn(name -> name.startsWith("META-INF/"))
        .containsExactlyInAnyOrderElementsOf(
            ALLOWED_IN_META_INF.stream().map(name -> "META-INF/" + name).toList());
  }

  @Test
  void holdsNeitherNativeCodeNorModules() throws IOException {
    assertThat(entries())
        .noneMatch(name -> name.matches(".*\\.(so|dll|jnilib|dylib)"))
        .noneMatch(name -> name.endsWith("module-info.class"));
  }

  @Test
  void isSmall() throws IOException {
    assertThat(Files.size(JAR)).isLessThan(LARGEST);
  }

  @Test
  void classesNameNothingByItsOldName() throws IOException {
    List<String> old = new ArrayList<>();
    try (JarFile jar = new JarFile(JAR.toFile())) {
      for (JarEntry entry :
          jar.stream().filter(each -> each.getName().endsWith(".class")).toList()) {
        byte[] bytes = jar.getInputStream(entry).readAllBytes();
        Matcher matcher = OLD_NAME.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
        while (matcher.find()) {
          old.add(entry.getName() + ": " + matcher.group());
        }
      }
    }
    assertThat(old).isEmpty();
  }

  @Test
  void servicesNameWhatIsInTheJar() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      for (String service : ALLOWED_IN_META_INF) {
        if (service.startsWith("services/")) {
          String classes = text(jar, "META-INF/" + service);
          assertThat(classes.lines().filter(line -> !line.isBlank()))
              .isNotEmpty()
              .allMatch(name -> jar.getEntry(name.replace('.', '/') + ".class") != null);
        }
      }
    }
  }

  @Test
  void noticeNamesAllThatIsBundledWithItsVersion() throws IOException {
    List<String> bundled = new ArrayList<>();
    Matcher matcher =
        ARTIFACT.matcher(Files.readString(Path.of(System.getProperty("dependencies"))));
    while (matcher.find()) {
      if (!matcher.group(1).equals("io.cosmoscassandra") && !matcher.group(1).equals("org.slf4j")) {
        bundled.add("%s:%s:%s".formatted(matcher.group(1), matcher.group(2), matcher.group(3)));
      }
    }
    try (JarFile jar = new JarFile(JAR.toFile())) {
      List<String> named =
          text(jar, "META-INF/NOTICE")
              .lines()
              .filter(line -> line.matches("- [\\w.-]+:[\\w.-]+:.*"))
              .map(line -> line.substring(2))
              .toList();
      assertThat(named).isNotEmpty().containsExactlyInAnyOrderElementsOf(bundled);
    }
  }

  @Test
  void driverReadsItsOwnDefaultsBesideThoseOfAnotherVersion() throws Exception {
    URL[] another = {getClass().getResource("/another-driver/")};
    URL[] path = {JAR.toUri().toURL(), jarOf("org.slf4j.LoggerFactory").toURI().toURL()};
    try (URLClassLoader parent = new URLClassLoader(another, ClassLoader.getPlatformClassLoader());
        URLClassLoader loader = new URLClassLoader(path, parent)) {
      assertThat(parent.getResource("reference.conf")).isNotNull();
      String config = SHADED.replace('/', '.') + "com.datastax.oss.driver.api.core.config.";
      Object configLoader =
          loader
              .loadClass(config + "DriverConfigLoader")
              .getMethod("fromString", String.class)
              .invoke(null, "");
      Object driverConfig =
          loader
              .loadClass(config + "DriverConfigLoader")
              .getMethod("getInitialConfig")
              .invoke(configLoader);
      Object profile =
          loader
              .loadClass(config + "DriverConfig")
              .getMethod("getDefaultProfile")
              .invoke(driverConfig);
      Object settings =
          loader.loadClass(config + "DriverExecutionProfile").getMethod("entrySet").invoke(profile);
      assertThat(settings.toString())
          .contains("basic.load-balancing-policy.class=DefaultLoadBalancingPolicy");
    }
  }

  private static File jarOf(String className) throws ReflectiveOperationException {
    return new File(
        Class.forName(className).getProtectionDomain().getCodeSource().getLocation().getPath());
  }

  private static String text(JarFile jar, String entry) throws IOException {
    return new String(
        jar.getInputStream(jar.getEntry(entry)).readAllBytes(), StandardCharsets.UTF_8);
  }

  private static List<String> entries() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      return jar.stream().filter(entry -> !entry.isDirectory()).map(JarEntry::getName).toList();
    }
  }
}
