package io.cosmoscassandra.embedded;

import io.cosmoscassandra.embedded.server.ServerClassPath;
import io.cosmoscassandra.embedded.server.ServerMain;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line that runs a node. */
final class ServerCommand {

  private static final List<String> EXPORTED =
      List.of(
          "java.base/jdk.internal.misc",
          "java.base/java.lang.ref",
          "java.management.rmi/com.sun.jmx.remote.internal.rmi",
          "java.rmi/sun.rmi.registry",
          "java.rmi/sun.rmi.server",
          "java.sql/java.sql",
          "jdk.unsupported/sun.misc",
          "jdk.compiler/com.sun.tools.javac.file",
          "jdk.attach/sun.tools.attach");

  private static final List<String> OPENED =
      List.of(
          "java.base/java.lang.module",
          "java.base/jdk.internal.loader",
          "java.base/jdk.internal.ref",
          "java.base/jdk.internal.reflect",
          "java.base/jdk.internal.math",
          "java.base/jdk.internal.module",
          "java.base/jdk.internal.util.jar",
          "jdk.management/com.sun.management.internal",
          "java.base/sun.nio.ch",
          "java.base/java.io",
          "java.base/java.lang.reflect",
          "jdk.compiler/com.sun.tools.javac",
          "java.base/java.lang",
          "java.base/java.util");

  private static final String LOGBACK =
      """
      <configuration>
        <appender name="STDOUT" class="ch.qos.logback.core.ConsoleAppender">
          <encoder><pattern>%-5level [%thread] %date{ISO8601} %F:%L - %msg%n</pattern></encoder>
        </appender>
        <root level="INFO"><appender-ref ref="STDOUT"/></root>
      </configuration>
      """;

  private ServerCommand() {}

  static List<String> of(NodeOptions options, Placement placement, NodeDirectory directory) {
    Path yaml =
        directory.write("cassandra.yaml", CassandraYaml.of(options, placement, directory.data()));
    Path logback = directory.write("logback.xml", LOGBACK);

    CassandraVersion version = CassandraVersion.tested();
    String classPath = ServerClassPath.of(version.toString());
    List<String> command = new ArrayList<>();
    command.add(ServerJava.executable().toString());
    command.addAll(machine(options));
    command.addAll(options.jvm());
    EXPORTED.forEach(name -> command.add("--add-exports=" + name + "=ALL-UNNAMED"));
    OPENED.forEach(name -> command.add("--add-opens=" + name + "=ALL-UNNAMED"));
    command.addAll(version.jvm(classPath));
    command.addAll(netty());
    command.addAll(files(yaml, logback, directory));
    command.addAll(haste(placement));
    if (placement.alone() && directory.isTemporary() && !options.durableWrites()) {
      // Tables are made faster; a node that was killed would not know them any more.
      command.add("-Dcassandra.test.flush_local_schema_changes=false");
    }
    command.add("-cp");
    command.add(classPath);
    command.add(ServerMain.class.getName());
    return command;
  }

  private static List<String> machine(NodeOptions options) {
    // A small initial heap: one that equals the largest is resident from the start.
    return List.of(
        "-Xms64m",
        "-Xmx" + options.heap(),
        "-Xss256k",
        // Most nodes live for less time than the second compiler needs to pay.
        "-XX:TieredStopAtLevel=1",
        // Takes a sixth off what a start costs.
        "-XX:+UseSerialGC",
        "-XX:+PerfDisableSharedMem",
        "-ea",
        "-da:net.openhft...");
  }

  private static List<String> netty() {
    return List.of(
        "-Djava.net.preferIPv4Stack=true",
        "-Djdk.attach.allowAttachSelf=true",
        "-Dio.netty.tryReflectionSetAccessible=true",
        "-Dio.netty.allocator.useCacheForAllThreads=true",
        "-Dio.netty.allocator.maxOrder=11");
  }

  private static List<String> files(Path yaml, Path logback, NodeDirectory directory) {
    return List.of(
        "-Dcassandra.config=" + yaml.toUri(),
        "-Dlogback.configurationFile=" + logback.toUri(),
        "-Dcassandra.storagedir=" + directory.data(),
        "-Dcassandra.logdir=" + directory.root(),
        "-Dcassandra-foreground=yes");
  }

  /** What makes a node start and stop fast, where nobody's data is at stake. */
  private static List<String> haste(Placement placement) {
    return List.of(
        "-Dcassandra.skip_wait_for_gossip_to_settle=0",
        // Without a ring delay the nodes of a cluster drop each other as silent.
        "-Dcassandra.ring_delay_ms=" + (placement.alone() ? 0 : 5_000),
        "-Dcassandra.consistent.rangemovement=false",
        "-Dcassandra.superuser_setup_delay_ms=0",
        "-Dcassandra.auth_bcrypt_gensalt_log2_rounds=4",
        "-Dcassandra.shutdown_announce_in_ms=0",
        "-Dcassandra.test.messagingService.nonGracefulShutdown=true");
  }
}
