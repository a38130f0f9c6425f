package io.cosmoscassandra.embedded.flink;

import io.cosmoscassandra.embedded.flink.launcher.FlinkMain;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line that runs a part of Flink. */
final class FlinkCommand {

  /** As in the configuration that Flink comes with. */
  private static final List<String> OPENED =
      List.of(
          "java.lang",
          "java.net",
          "java.io",
          "java.nio",
          "sun.nio.ch",
          "java.lang.reflect",
          "java.text",
          "java.time",
          "java.util",
          "java.util.concurrent",
          "java.util.concurrent.atomic",
          "java.util.concurrent.locks");

  private static final List<String> CLIENT_MEMORY = List.of("-Xmx256m");

  private FlinkCommand() {}

  /** For a process that ends with the one that starts it. */
  static List<String> of(FlinkHome home, String classPath, List<String> memory, String main) {
    List<String> command =
        java(home, classPath + File.pathSeparator + ownLocation(), memory, home.logging());
    command.add(FlinkMain.class.getName());
    command.add(main);
    return command;
  }

  /** For the SQL client, whose output somebody reads; it ends with the process that starts it. */
  static List<String> ofClient(FlinkHome home, String main) {
    List<String> command =
        java(
            home,
            home.libAndOpt() + File.pathSeparator + ownLocation(),
            CLIENT_MEMORY,
            home.loggingOfPeople());
    command.add(FlinkMain.class.getName());
    command.add(main);
    return command;
  }

  /** The same for a process that a person starts, and that has standard input for itself. */
  static List<String> ofClientOfAPerson(FlinkHome home, String main) {
    List<String> command = java(home, home.libAndOpt(), CLIENT_MEMORY, home.loggingOfPeople());
    command.add(main);
    return command;
  }

  private static List<String> java(
      FlinkHome home, String classPath, List<String> memory, Path logging) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(memory);
    command.add("-XX:+UseSerialGC");
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-Djava.io.tmpdir=" + home.temporary());
    command.add("-Dlog4j.configurationFile=" + logging);
    command.add("--add-exports=java.security.jgss/sun.security.krb5=ALL-UNNAMED");
    OPENED.forEach(name -> command.add("--add-opens=java.base/" + name + "=ALL-UNNAMED"));
    command.add("-cp");
    command.add(classPath);
    return command;
  }

  private static Path ownLocation() {
    try {
      return Path.of(FlinkMain.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the module embedded-flink is not on a file system", e);
    }
  }
}
