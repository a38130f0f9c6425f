package io.cosmoscassandra.flink.it.catalog;

import io.cosmoscassandra.flink.it.kit.Flink;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;

/** A SQL session in batch mode whose catalog {@code cass} is that of a node. */
final class CatalogSession implements AutoCloseable {

  private static final Queue<CatalogSession> OPEN = new ConcurrentLinkedQueue<>();

  private final Flink flink;

  private CatalogSession(Flink flink) {
    this.flink = flink;
    OPEN.add(this);
  }

  /** Ends the connections of all catalogs, as each test should when it ends. */
  static void closeAll() {
    OPEN.forEach(CatalogSession::close);
  }

  /** A session whose catalog has options beside the address of the node. */
  static CatalogSession with(InetSocketAddress node, Map<String, String> options) {
    CatalogSession session = new CatalogSession(Flink.batchPlannerSession());
    session.run(create("cass", node, options));
    return session;
  }

  /** A session without a catalog. */
  static CatalogSession of(Flink flink) {
    return new CatalogSession(flink);
  }

  /** The statement that creates a catalog. */
  static String create(String name, InetSocketAddress node, Map<String, String> options) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("type", "cassandra");
    all.put("hosts", Flink.address(node));
    all.putAll(options);
    return "CREATE CATALOG %s WITH (%s)"
        .formatted(
            name,
            all.entrySet().stream()
                .map(o -> "'%s' = '%s'".formatted(o.getKey(), o.getValue()))
                .collect(Collectors.joining(", ")));
  }

  Flink flink() {
    return flink;
  }

  /** Runs a statement and waits for its end. */
  void run(String sql) {
    try {
      flink.run(sql);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** The rows of a statement's result, in no order. */
  List<String> rows(String sql) {
    List<String> rows = new ArrayList<>();
    try (CloseableIterator<Row> result = flink.tables().executeSql(sql).collect()) {
      result.forEachRemaining(row -> rows.add(row.toString()));
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(sql, e);
    }
    return rows;
  }

  /** All that a user gets to see of a statement that fails. */
  String failure(String sql) {
    return Flink.stackTrace(flink.failure(sql));
  }

  /** Drops its catalogs, which ends their connections. */
  @Override
  public void close() {
    run("USE CATALOG default_catalog");
    for (String catalog : flink.tables().listCatalogs()) {
      if (!catalog.equals("default_catalog")) {
        run("DROP CATALOG " + catalog);
      }
    }
    OPEN.remove(this);
  }
}
