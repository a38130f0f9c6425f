package io.cosmoscassandra.embedded.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.apache.cassandra.db.SizeEstimatesRecorder;
import org.apache.cassandra.service.CassandraDaemon;
import org.apache.cassandra.service.StorageService;

/** Runs Cassandra for as long as the process that started it lives, and obeys it. */
public final class ServerMain {

  /** Closes the port for clients. */
  public static final String DISABLE_CQL = "disable-cql";

  /** Opens the port for clients again. */
  public static final String ENABLE_CQL = "enable-cql";

  /** Followed by a keyspace: writes its tables to disk, and estimates the sizes of all tables. */
  public static final String FLUSH = "flush ";

  private ServerMain() {}

  public static void main(String[] args) {
    Thread listener = new Thread(ServerMain::obeyUntilStarterEnds, "starter");
    listener.setDaemon(true);
    listener.start();
    CassandraDaemon.main(args);
  }

  /** Standard input is a pipe whose other end closes when the starter ends, however it ends. */
  private static void obeyUntilStarterEnds() {
    try {
      BufferedReader commands =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      for (String command = commands.readLine(); command != null; command = commands.readLine()) {
        obey(command);
      }
    } catch (IOException e) {
      // A broken pipe says the same as a closed one.
    } finally {
      Runtime.getRuntime().halt(1);
    }
  }

  private static void obey(String command) throws IOException {
    if (command.startsWith(FLUSH)) {
      StorageService.instance.forceKeyspaceFlush(command.substring(FLUSH.length()));
      SizeEstimatesRecorder.instance.run();
      return;
    }
    switch (command) {
      case DISABLE_CQL -> StorageService.instance.stopNativeTransport(true);
      case ENABLE_CQL -> StorageService.instance.startNativeTransport();
      default -> throw new IllegalArgumentException("unknown command '" + command + "'");
    }
  }
}
