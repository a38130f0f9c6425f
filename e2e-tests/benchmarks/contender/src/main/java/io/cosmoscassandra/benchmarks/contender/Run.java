package io.cosmoscassandra.benchmarks.contender;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** One run of a contender: what it is asked for, and what it has to tell beside its times. */
public final class Run {

  private final Workload workload;
  private final long rows;
  private final Map<String, String> settings;
  private final Feed feed;
  private final Tally tally = new Tally();
  private final Meter meter;
  private final Consumer<Map<String, ?>> events;
  private final Map<String, Object> notes = Collections.synchronizedMap(new LinkedHashMap<>());

  Run(Order order, Consumer<Map<String, ?>> events) {
    this.workload = order.workload();
    this.rows = order.rows();
    this.settings = order.settings();
    this.events = events;
    this.meter = new Meter(() -> tell("first-row", rows));
    this.feed = new Feed(this);
  }

  /** What rows are written. */
  public Workload workload() {
    return workload;
  }

  /** How many rows are written. */
  public long rows() {
    return rows;
  }

  /** All settings. */
  public Map<String, String> settings() {
    return settings;
  }

  /** A setting, or what it is if the runner does not say. */
  public String setting(String name, String otherwise) {
    return settings.getOrDefault(name, otherwise);
  }

  /** A setting that the runner always gives. */
  public String setting(String name) {
    String value = settings.get(name);
    if (value == null) {
      throw new IllegalArgumentException("The setting '%s' is missing".formatted(name));
    }
    return value;
  }

  /** A number among the settings. */
  public int number(String name, int otherwise) {
    return Integer.parseInt(setting(name, Integer.toString(otherwise)));
  }

  /** The node's address. */
  public String host() {
    return setting("host");
  }

  /** The node's port for clients. */
  public int port() {
    return Integer.parseInt(setting("port"));
  }

  /** The keyspace that is written. */
  public String keyspace() {
    return setting("keyspace");
  }

  /** The table that is written. */
  public String table() {
    return setting("table");
  }

  /** Whether rows are read. */
  public boolean isReading() {
    return settings.containsKey(Query.SETTING);
  }

  /** What is read, in a run that reads. */
  public Query query() {
    return Query.of(setting(Query.SETTING));
  }

  /** The keyspace that is read. */
  public String sourceKeyspace() {
    return setting("source-keyspace");
  }

  /** The table that is read. */
  public String sourceTable() {
    return setting("source-table");
  }

  /** The keys of a run that looks rows up. */
  public LookupKeys lookupKeys() {
    return LookupKeys.of(query(), settings);
  }

  /** Where the rows are counted that are read. */
  public Tally tally() {
    return tally;
  }

  /** What the generator of the rows asks, row for row. */
  public Feed feed() {
    return feed;
  }

  /** Starts the clock, where that is not for the first row to do. */
  public void begin() {
    meter.start();
  }

  /** Says that the last row is acknowledged, in case that {@code write} has more to do. */
  public void acknowledged() {
    meter.stop();
  }

  /** Adds a figure to the answer. */
  public void note(String name, Object value) {
    notes.put(name, value);
  }

  /** Tells the runner something before the run has ended. */
  public void tell(String name, Object value) {
    events.accept(Map.of("event", name, "value", value));
  }

  Meter meter() {
    return meter;
  }

  Map<String, Object> notes() {
    return notes;
  }
}
