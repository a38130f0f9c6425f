package io.cosmoscassandra.flink.it.kit;

import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Watches the threads of the driver during a test, and reports each that has slept. */
public final class DriverThreads implements AutoCloseable {

  private static final Pattern NAME = Pattern.compile("s\\d+-(io|admin|timer)-.*");

  private final ScheduledExecutorService watcher = Executors.newSingleThreadScheduledExecutor();
  private final Set<String> sleepers = new ConcurrentSkipListSet<>();

  private DriverThreads() {
    var unused = watcher.scheduleAtFixedRate(this::look, 0, 20, TimeUnit.MILLISECONDS);
  }

  public static DriverThreads watch() {
    return new DriverThreads();
  }

  private void look() {
    Thread.getAllStackTraces()
        .forEach(
            (thread, stack) -> {
              // The driver's own wheel timer sleeps between its ticks: that is its work.
              boolean ticks = thread.getName().contains("-timer-");
              if (NAME.matcher(thread.getName()).matches() && !ticks && sleeps(stack)) {
                sleepers.add(thread.getName() + " " + Arrays.toString(stack));
              }
            });
  }

  private static boolean sleeps(StackTraceElement[] stack) {
    return Arrays.stream(stack)
        .anyMatch(
            frame ->
                frame.getClassName().equals("java.lang.Thread")
                    && frame.getMethodName().startsWith("sleep"));
  }

  /** Where a driver's thread was seen asleep. */
  public Set<String> sleepers() {
    return sleepers;
  }

  @Override
  public void close() {
    watcher.shutdownNow();
  }
}
