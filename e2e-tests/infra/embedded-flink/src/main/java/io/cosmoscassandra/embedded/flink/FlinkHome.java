package io.cosmoscassandra.embedded.flink;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A folder like that of a downloaded Flink, whose jars are links into Maven's repository. */
final class FlinkHome {

  private static final String LOGGING =
      """
      rootLogger.level = INFO
      rootLogger.appenderRef.console.ref = console
      appender.console.name = console
      appender.console.type = CONSOLE
      appender.console.layout.type = PatternLayout
      appender.console.layout.pattern = %d{yyyy-MM-dd HH:mm:ss,SSS} %-5p %-60c %x - %m%n
      """;

  private final Path root;

  private FlinkHome(Path root) {
    this.root = root;
  }

  /** Lays out a version of Flink, with more jars in its lib than it comes with. */
  static FlinkHome create(Path root, String version, List<Path> more) {
    FlinkHome home = new FlinkHome(root.toAbsolutePath());
    try {
      deleteTree(root);
      for (Path folder :
          List.of(
              home.folder("lib"),
              home.opt(),
              home.conf(),
              home.log(),
              home.temporary(),
              home.checkpoints())) {
        Files.createDirectories(folder);
      }
      link(jars(version, "lib"), home.folder("lib"));
      link(more, home.folder("lib"));
      link(jars(version, "opt"), home.opt());
      Files.writeString(home.logging(), LOGGING);
      Files.writeString(home.loggingOfPeople(), LOGGING.replace("INFO", "ERROR"));
      return home;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void configure(Map<String, String> settings) {
    try {
      Files.writeString(
          conf().resolve("config.yaml"),
          settings.entrySet().stream()
              .map(setting -> "%s: %s%n".formatted(setting.getKey(), quoted(setting.getValue())))
              .sorted()
              .collect(Collectors.joining()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path conf() {
    return folder("conf");
  }

  Path logging() {
    return conf().resolve("log4j.properties");
  }

  /** For what a person has on the screen. */
  Path loggingOfPeople() {
    return conf().resolve("log4j-cli.properties");
  }

  Path log() {
    return folder("log");
  }

  Path checkpoints() {
    return folder("checkpoints");
  }

  Path temporary() {
    return folder("tmp");
  }

  /** The class path of servers. */
  String lib() {
    return folder("lib") + File.separator + "*";
  }

  /** The class path of the SQL client and its gateway. */
  String libAndOpt() {
    return lib() + File.pathSeparator + opt() + File.separator + "*";
  }

  Path root() {
    return root;
  }

  private Path opt() {
    return folder("opt");
  }

  private Path folder(String name) {
    return root.resolve(name);
  }

  private static String quoted(String value) {
    return "'" + value.replace("'", "''") + "'";
  }

  private static List<Path> jars(String version, String folder) throws IOException {
    String name = version + "/" + folder;
    try (InputStream list = FlinkHome.class.getResourceAsStream(name)) {
      if (list == null) {
        throw new IllegalStateException(
            "the jars of Flink %s are not known here: depend on the module in flink-servers"
                .formatted(version));
      }
      return Stream.of(
              new String(list.readAllBytes(), StandardCharsets.UTF_8)
                  .strip()
                  .split(File.pathSeparator))
          .map(Path::of)
          .toList();
    }
  }

  private static void link(List<Path> jars, Path folder) throws IOException {
    for (Path jar : jars) {
      if (Files.notExists(jar)) {
        throw new IllegalStateException("there is no jar " + jar);
      }
      Files.createSymbolicLink(folder.resolve(jar.getFileName()), jar.toAbsolutePath());
    }
  }

  private static void deleteTree(Path tree) throws IOException {
    if (Files.notExists(tree)) {
      return;
    }
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
