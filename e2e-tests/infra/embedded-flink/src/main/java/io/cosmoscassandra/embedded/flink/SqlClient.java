package io.cosmoscassandra.embedded.flink;

import io.cosmoscassandra.embedded.Await;
import io.cosmoscassandra.embedded.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Flink's SQL client, run on a file of statements. */
public final class SqlClient {

  private static final String MAIN = "org.apache.flink.table.client.SqlClient";

  private final FlinkHome home;
  private final int gatewayPort;

  SqlClient(FlinkHome home, int gatewayPort) {
    this.home = home;
    this.gatewayPort = gatewayPort;
  }

  /** Runs statements and returns what the client printed; complains if one of them failed. */
  public String run(String statements, Duration patience) {
    try {
      Path script = Files.createTempFile(home.temporary(), "script-", ".sql");
      Files.writeString(script, statements);
      return runFile(script, patience);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same with a file. */
  public String runFile(Path script, Duration patience) {
    List<String> command = new ArrayList<>(command());
    command.addAll(List.of("-f", script.toString()));
    try {
      Path output = Files.createTempFile(home.log(), "sql-client-", ".log");
      ServerProcess client =
          ServerProcess.start(command, Map.of("FLINK_CONF_DIR", home.conf().toString()), output);
      try {
        Await.until(
            () -> !client.isAlive(),
            patience,
            () -> "the SQL client did not end, its output is in " + output);
      } finally {
        client.kill();
      }
      String printed = Files.readString(output);
      // It exits with 0 even when a statement failed.
      if (client.exitValue() != 0 || printed.contains("[ERROR]")) {
        throw new IllegalStateException("the SQL client complains:\n" + printed);
      }
      return printed;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a shell script with which a person at a terminal opens the client. */
  public Path writeScript() {
    Path script = home.root().resolve("sql-client.sh");
    List<String> command = FlinkCommand.ofClientOfAPerson(home, MAIN);
    command.addAll(arguments());
    String quoted =
        command.stream()
            .map(each -> "'" + each.replace("'", "'\\''") + "'")
            .collect(Collectors.joining(" "));
    try {
      Files.writeString(
          script, "#!/bin/sh\nFLINK_CONF_DIR='%s' exec %s \"$@\"\n".formatted(home.conf(), quoted));
      Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
      return script;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> command() {
    List<String> command = FlinkCommand.ofClient(home, MAIN);
    command.addAll(arguments());
    return command;
  }

  private List<String> arguments() {
    return List.of(
        "gateway",
        "--endpoint",
        "127.0.0.1:" + gatewayPort,
        "-hist",
        home.temporary().resolve("sql-history").toString());
  }
}
