package io.cosmoscassandra.embedded.flink;

import java.util.Map;
import java.util.TreeMap;

/** What stands in the configuration of a small cluster on this machine. */
final class FlinkSettings {

  /** Of a task manager; a script of Flink's own would compute them. */
  private static final Map<String, String> MEMORY =
      Map.of(
          "taskmanager.cpu.cores", "2.0",
          "taskmanager.memory.framework.heap.size", "128m",
          "taskmanager.memory.framework.off-heap.size", "64m",
          "taskmanager.memory.task.heap.size", "256m",
          "taskmanager.memory.task.off-heap.size", "0m",
          "taskmanager.memory.network.min", "64m",
          "taskmanager.memory.network.max", "64m",
          "taskmanager.memory.managed.size", "64m",
          "taskmanager.memory.jvm-metaspace.size", "256m");

  private FlinkSettings() {}

  static Map<String, String> of(
      FlinkHome home, int rpcPort, int restPort, Map<String, String> wanted) {
    Map<String, String> settings = new TreeMap<>(MEMORY);
    settings.put("taskmanager.memory.jvm-overhead.min", "192m");
    settings.put("taskmanager.memory.jvm-overhead.max", "192m");
    settings.put("jobmanager.memory.process.size", "1024m");
    addresses(settings, rpcPort, restPort);
    settings.put("taskmanager.numberOfTaskSlots", "2");
    settings.put("io.tmp.dirs", home.temporary().toString());
    settings.put("execution.checkpointing.dir", home.checkpoints().toUri().toString());
    settings.put("execution.target", "remote");
    // A task manager that hangs is to be missed soon, but not one that a busy machine keeps
    // waiting.
    settings.put("heartbeat.interval", "500 ms");
    settings.put("heartbeat.timeout", "10 s");
    // What the JobManager tells is not to be older than this.
    settings.put("web.refresh-interval", "200 ms");
    settings.put("rest.cache.checkpoint-statistics.timeout", "200 ms");
    settings.put("restart-strategy.type", "fixed-delay");
    settings.put("restart-strategy.fixed-delay.attempts", "1000");
    settings.put("restart-strategy.fixed-delay.delay", "500 ms");
    settings.putAll(wanted);
    return settings;
  }

  /** Nothing is to be reached from other machines. */
  private static void addresses(Map<String, String> settings, int rpcPort, int restPort) {
    settings.put("jobmanager.bind-host", "127.0.0.1");
    settings.put("jobmanager.rpc.address", "127.0.0.1");
    settings.put("jobmanager.rpc.port", Integer.toString(rpcPort));
    settings.put("taskmanager.bind-host", "127.0.0.1");
    settings.put("taskmanager.host", "127.0.0.1");
    settings.put("rest.address", "127.0.0.1");
    settings.put("rest.bind-address", "127.0.0.1");
    settings.put("rest.port", Integer.toString(restPort));
  }
}
