package io.cosmoscassandra.embedded.flink;

import io.cosmoscassandra.embedded.Await;
import io.cosmoscassandra.embedded.ReservedPort;
import io.cosmoscassandra.embedded.ServerProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A real Flink: a JobManager, TaskManagers and a SQL gateway in processes of their own.
 *
 * <p>They end with the JVM that started them, however that ends.
 */
public final class FlinkCluster implements AutoCloseable {

  private static final Duration TIME_TO_START = Duration.ofMinutes(3);
  private static final String JOB_MANAGER =
      "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint";
  private static final String TASK_MANAGER =
      "org.apache.flink.runtime.taskexecutor.TaskManagerRunner";
  private static final String GATEWAY = "org.apache.flink.table.gateway.SqlGateway";

  private final FlinkHome home;

  /** More options of the Java virtual machines of the JobManager and of task managers. */
  private final List<String> jvm;

  private final ReservedPort rpcPort = ReservedPort.any();
  private final ReservedPort restPort = ReservedPort.any();
  private final ReservedPort gatewayPort = ReservedPort.any();
  private final FlinkRest rest = new FlinkRest(restPort.number());
  private final Map<String, ServerProcess> taskManagers = new LinkedHashMap<>();
  private ServerProcess jobManager;
  private ServerProcess gateway;
  private int taskManagersEver;

  private FlinkCluster(FlinkHome home, Map<String, String> settings, List<String> jvm) {
    this.home = home;
    this.jvm = List.copyOf(jvm);
    home.configure(FlinkSettings.of(home, rpcPort.number(), restPort.number(), settings));
  }

  /** Describes a cluster of a version of Flink, in a folder that is emptied now and left behind. */
  public static Builder ofVersion(String version, Path folder) {
    return new Builder(version, folder);
  }

  /** Answers questions about jobs. */
  public FlinkRest rest() {
    return rest;
  }

  /** Where the user interface is. */
  public int restPort() {
    return restPort.number();
  }

  /** Where checkpoints are stored, in a folder for each job. */
  public Path checkpoints() {
    return home.checkpoints();
  }

  /** Where the processes write what they print. */
  public Path logs() {
    return home.log();
  }

  /** Flink's SQL client, connected to this cluster. */
  public SqlClient sqlClient() {
    return new SqlClient(home, gatewayPort.number());
  }

  /** Opens a session with the SQL gateway over its REST interface. */
  public GatewaySession openGatewaySession(Map<String, String> properties) {
    return GatewaySession.open(gatewayPort.number(), properties);
  }

  /** Ends the SQL gateway with all of its sessions, and starts another one at the same address. */
  public synchronized void restartGateway() {
    gateway.kill();
    startGateway();
    awaitGateway();
  }

  /** Ids and processes of the task managers. */
  public synchronized Map<String, ServerProcess> taskManagers() {
    return new LinkedHashMap<>(taskManagers);
  }

  /** The JobManager. */
  public synchronized ServerProcess jobManager() {
    return jobManager;
  }

  /** Starts another task manager and waits for nothing. */
  public synchronized String startTaskManager() {
    String id = "taskmanager-" + ++taskManagersEver;
    List<String> command =
        FlinkCommand.of(
            home,
            home.lib(),
            Stream.concat(
                    Stream.of(
                        "-Xmx384m", "-XX:MaxDirectMemorySize=160m", "-XX:MaxMetaspaceSize=256m"),
                    jvm.stream())
                .toList(),
            TASK_MANAGER);
    command.addAll(
        List.of("--configDir", home.conf().toString(), "-D", "taskmanager.resource-id=" + id));
    taskManagers.put(id, start(command, id));
    return id;
  }

  /** Ends a task manager as a power failure would; it does not come back. */
  public synchronized void killTaskManager(String id) {
    taskManagers.remove(id).kill();
  }

  /** Starts a JobManager at the same address, which knows nothing of an earlier one's jobs. */
  public synchronized void startJobManager() {
    List<String> command =
        FlinkCommand.of(
            home,
            home.lib(),
            Stream.concat(Stream.of("-Xmx448m"), jvm.stream()).toList(),
            JOB_MANAGER);
    command.addAll(List.of("--configDir", home.conf().toString()));
    jobManager = start(command, "jobmanager");
  }

  /** Waits until as many task managers are registered as run. */
  public void awaitTaskManagers() {
    Await.until(
        () -> rest.taskManagers().size() >= taskManagers().size(),
        TIME_TO_START,
        () ->
            "Flink did not come up (%d of %d task managers; logs in %s)"
                .formatted(rest.taskManagers().size(), taskManagers().size(), home.log()));
  }

  @Override
  public synchronized void close() {
    List<ServerProcess> all = new ArrayList<>(taskManagers.values());
    if (gateway != null) {
      all.add(gateway);
    }
    if (jobManager != null) {
      all.add(jobManager);
    }
    all.forEach(ServerProcess::kill);
    List.of(rpcPort, restPort, gatewayPort).forEach(ReservedPort::close);
  }

  private void startGateway() {
    List<String> command = FlinkCommand.of(home, home.libAndOpt(), List.of("-Xmx448m"), GATEWAY);
    command.add("-Dsql-gateway.endpoint.rest.address=127.0.0.1");
    command.add("-Dsql-gateway.endpoint.rest.bind-address=127.0.0.1");
    command.add("-Dsql-gateway.endpoint.rest.port=" + gatewayPort.number());
    gateway = start(command, "sql-gateway");
  }

  private ServerProcess start(List<String> command, String name) {
    return ServerProcess.start(
        command,
        Map.of("FLINK_CONF_DIR", home.conf().toString()),
        home.log().resolve(name + ".log"));
  }

  private void awaitGateway() {
    Await.until(
        () -> {
          try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gatewayPort.number())) {
            return socket.isConnected();
          } catch (IOException refused) {
            return false;
          }
        },
        TIME_TO_START,
        () -> "the SQL gateway did not come up (logs in " + home.log() + ")");
  }

  /** Describes a cluster before it is started. */
  public static final class Builder {

    private final String version;
    private final List<Path> lib = new ArrayList<>();
    private final Map<String, String> settings = new TreeMap<>();
    private final List<String> jvm = new ArrayList<>();
    private int taskManagers = 2;
    private final Path folder;

    private Builder(String version, Path folder) {
      this.version = version;
      this.folder = folder;
    }

    /** Puts a jar into the folder lib. */
    public Builder lib(Path jar) {
      lib.add(jar);
      return this;
    }

    /** A setting of Flink's. */
    public Builder set(String key, String value) {
      settings.put(key, value);
      return this;
    }

    /** An option of the Java virtual machines of the JobManager and of task managers. */
    public Builder jvm(String option) {
      jvm.add(option);
      return this;
    }

    /** How many task managers there are, of two slots each; two if not called. */
    public Builder taskManagers(int count) {
      this.taskManagers = count;
      return this;
    }

    /** Starts all processes and waits until they are ready. */
    public FlinkCluster start() {
      FlinkCluster cluster =
          new FlinkCluster(FlinkHome.create(folder, version, lib), settings, jvm);
      try {
        cluster.startJobManager();
        for (int started = 0; started < taskManagers; started++) {
          cluster.startTaskManager();
        }
        cluster.startGateway();
        cluster.awaitTaskManagers();
        cluster.awaitGateway();
        return cluster;
      } catch (RuntimeException e) {
        cluster.close();
        throw e;
      }
    }
  }
}
