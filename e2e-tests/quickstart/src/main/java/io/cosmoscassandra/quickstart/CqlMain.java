package io.cosmoscassandra.quickstart;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.Row;
import java.net.InetSocketAddress;

/** Asks Cassandra one question, for who has no {@code cqlsh}. */
public final class CqlMain {

  private CqlMain() {}

  /** Takes {@code host:port} and a statement. */
  public static void main(String[] args) {
    if (args.length != 2) {
      System.err.println("Say where, and what: ./quickstart.sh --cql HOST:PORT \"SELECT ...\"");
      System.exit(2);
    }
    String[] address = args[0].split(":", 2);
    try (CqlSession session =
        CqlSession.builder()
            .addContactPoint(new InetSocketAddress(address[0], Integer.parseInt(address[1])))
            .withLocalDatacenter("datacenter1")
            .build()) {
      for (Row row : session.execute(args[1])) {
        System.out.println(row.getFormattedContents());
      }
    } catch (DriverException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }
}
