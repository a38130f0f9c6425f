package io.cosmoscassandra.flink.it.kit;

import java.util.concurrent.TimeUnit;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;

/**
 * The example of the articles about Azure Cosmos DB and Spark: five books are written, some of them
 * are written again with other prices, and one is deleted.
 */
public final class Books {

  private static final String COLUMNS =
      "book_id STRING, book_author STRING, book_name STRING, book_pub_year INT, book_price DOUBLE";

  private final StreamExecutionEnvironment environment;
  private final StreamTableEnvironment tables;

  public Books(StreamExecutionEnvironment environment) {
    this.environment = environment;
    this.tables = StreamTableEnvironment.create(environment);
    tables.getConfig().set("execution.checkpointing.interval", "500 ms");
  }

  /** Declares the table, with the rest of its declaration. */
  public Books declare(String with) {
    tables.executeSql(
        "CREATE TABLE books (%s, PRIMARY KEY (book_id) NOT ENFORCED)%s".formatted(COLUMNS, with));
    return this;
  }

  public Books write() throws Exception {
    return run(
        """
        INSERT INTO books VALUES
          ('b00001', 'Arthur Conan Doyle', 'A study in scarlet', 1887, 11.33),
          ('b00023', 'Arthur Conan Doyle', 'A sign of four', 1890, 22.45),
          ('b01001', 'Arthur Conan Doyle', 'The adventures of Sherlock Holmes', 1892, 19.83),
          ('b00501', 'Arthur Conan Doyle', 'The memoirs of Sherlock Holmes', 1893, 14.22),
          ('b00300', 'Arthur Conan Doyle', 'The hounds of Baskerville', 1901, 12.25)
        """);
  }

  /** Two of them get another year, another price, and one of them is new. */
  public Books upsert() throws Exception {
    return run(
        """
        INSERT INTO books VALUES
          ('b00001', 'Sir Arthur Conan Doyle', 'A study in scarlet', 1999, 22.00),
          ('b00024', 'Sir Arthur Conan Doyle', 'A sign of four', 2000, 24.95)
        """);
  }

  public Books delete(String id) throws Exception {
    tables.createTemporaryView(
        "gone",
        tables.fromChangelogStream(
            environment.fromData(Row.ofKind(RowKind.DELETE, id)),
            Schema.newBuilder()
                .column("f0", DataTypes.STRING().notNull())
                .primaryKey("f0")
                .build()));
    return run(
        "INSERT INTO books SELECT f0, CAST(NULL AS STRING), CAST(NULL AS STRING), CAST(NULL AS"
            + " INT), CAST(NULL AS DOUBLE) FROM gone");
  }

  /** A column of a row is written, the others stay as they are. */
  public Books setPrice(String id, double price) throws Exception {
    return run(
        "INSERT INTO books /*+ OPTIONS('sink.delivery-guarantee' = 'at-least-once') */ (book_id, book_price) VALUES ('%s', %s)"
            .formatted(id, price));
  }

  private Books run(String sql) throws Exception {
    TableResult result = tables.executeSql(sql);
    result.await(120, TimeUnit.SECONDS);
    return this;
  }
}
