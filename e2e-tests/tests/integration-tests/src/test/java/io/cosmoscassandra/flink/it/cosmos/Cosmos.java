package io.cosmoscassandra.flink.it.cosmos;

import io.cosmoscassandra.embedded.cosmos.Behaviour;
import io.cosmoscassandra.embedded.cosmos.CosmosStandIn;
import io.cosmoscassandra.flink.it.kit.Flink;
import io.cosmoscassandra.flink.it.kit.TestJob;
import io.cosmoscassandra.flink.options.CassandraConnectorOptions;
import io.cosmoscassandra.flink.options.DialectChoice;
import java.time.Duration;

/** Options for an account of Azure Cosmos DB, and the few more that the stand-in needs. */
final class Cosmos {

  private Cosmos() {}

  /** Begins a {@code WITH} clause, with all other options left as they are. */
  static Flink.With with(CosmosStandIn account, String keyspace, String table) {
    return withHost("localhost", account, keyspace, table).and("dialect", "cosmos");
  }

  /** The same for a host by whose name the dialect is found. */
  static Flink.With withHost(String host, CosmosStandIn account, String keyspace, String table) {
    return new Flink.With()
        .and("connector", "cassandra")
        .and("hosts", host)
        .and("port", Integer.toString(account.port()))
        .and("username", account.account().name())
        .and("password", account.account().key())
        .and("ssl.truststore.path", account.truststore().toString())
        .and("ssl.truststore.password", account.truststorePassword())
        .and("keyspace", keyspace)
        .and("table", table);
  }

  /** What an account does whose requests are refused for their units only. */
  static Behaviour withoutConflicts(double throughput) {
    return Behaviour.USUAL
        .withThroughput(throughput)
        .withConflicts(0)
        .withDdlDelay(Duration.ofMillis(100));
  }

  /** Lets a job write to the stand-in. */
  static TestJob connect(TestJob job, CosmosStandIn account) {
    return job.with(CassandraConnectorOptions.HOSTS, account.hosts())
        .with(CassandraConnectorOptions.DIALECT, DialectChoice.COSMOS)
        .with(CassandraConnectorOptions.USERNAME, account.account().name())
        .with(CassandraConnectorOptions.PASSWORD, account.account().key())
        .with(CassandraConnectorOptions.SSL_TRUSTSTORE_PATH, account.truststore().toString())
        .with(CassandraConnectorOptions.SSL_TRUSTSTORE_PASSWORD, account.truststorePassword());
  }
}
