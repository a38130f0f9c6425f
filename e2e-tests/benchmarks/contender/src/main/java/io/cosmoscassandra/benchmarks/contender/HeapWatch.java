package io.cosmoscassandra.benchmarks.contender;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.GcInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/**
 * Watches the heap by its garbage collections: what was alive after one, and what came new between
 * two. That costs the watched nothing.
 */
final class HeapWatch implements NotificationListener {

  private static final long MILLIS_TO_WAIT_FOR_NEWS = 2_000;

  private final List<MemoryPoolMXBean> pools =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP)
          .toList();
  private final Set<String> names =
      pools.stream().map(MemoryPoolMXBean::getName).collect(Collectors.toSet());
  private final List<GarbageCollectorMXBean> collectors =
      ManagementFactory.getGarbageCollectorMXBeans();

  private final long begun;
  private long collectionsBefore;
  private long collectionsSeen;
  private long lastAfter;
  private long allocated;
  private long allocatedAtMark;
  private long largestLive;
  private long peak;
  private boolean ended;

  private HeapWatch(long begun) {
    this.begun = begun;
  }

  /** Begins with an empty heap, so that nobody carries the garbage of an earlier run. */
  static HeapWatch begin() {
    System.gc();
    HeapWatch watch = new HeapWatch(ManagementFactory.getRuntimeMXBean().getUptime());
    watch.pools.forEach(MemoryPoolMXBean::resetPeakUsage);
    watch.lastAfter = used();
    watch.collectionsBefore = watch.collections();
    watch.collectors.forEach(
        collector -> ((NotificationEmitter) collector).addNotificationListener(watch, null, null));
    return watch;
  }

  /** From here on allocation counts. */
  synchronized void mark() {
    awaitNews();
    allocatedAtMark = allocated + used() - lastAfter;
  }

  synchronized void end() {
    peak = pools.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
    awaitNews();
    ended = true;
    allocated += used() - lastAfter;
    // Without a collection during the run, this one is the first to tell what is alive.
    System.gc();
    largestLive = Math.max(largestLive, used());
    for (GarbageCollectorMXBean collector : collectors) {
      try {
        ((NotificationEmitter) collector).removeNotificationListener(this);
      } catch (ListenerNotFoundException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Override
  public synchronized void handleNotification(Notification notification, Object unused) {
    GcInfo info =
        GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData())
            .getGcInfo();
    if (info.getStartTime() < begun) {
      // The collection that emptied the heap before the run; its news can be late.
      return;
    }
    long after = sum(info.getMemoryUsageAfterGc());
    if (!ended) {
      collectionsSeen++;
      allocated += sum(info.getMemoryUsageBeforeGc()) - lastAfter;
      lastAfter = after;
      largestLive = Math.max(largestLive, after);
    }
    notifyAll();
  }

  synchronized Map<String, Object> figures() {
    return Map.of(
        "allocatedBytes", allocated - allocatedAtMark,
        "peakHeapBytes", peak,
        "liveHeapBytes", largestLive);
  }

  /** Collections are reported a moment after they have happened. */
  private void awaitNews() {
    long deadline = System.currentTimeMillis() + MILLIS_TO_WAIT_FOR_NEWS;
    try {
      while (collectionsSeen < collections() - collectionsBefore
          && System.currentTimeMillis() < deadline) {
        wait(10);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private long collections() {
    return collectors.stream().mapToLong(GarbageCollectorMXBean::getCollectionCount).sum();
  }

  private long sum(Map<String, MemoryUsage> usage) {
    return usage.entrySet().stream()
        .filter(pool -> names.contains(pool.getKey()))
        .mapToLong(pool -> pool.getValue().getUsed())
        .sum();
  }

  private static long used() {
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
