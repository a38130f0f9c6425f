package io.cosmoscassandra.embedded.cosmos;

import io.cosmoscassandra.embedded.CassandraNode;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;

/** Runs a stand-in for Azure Cosmos DB for a person at a terminal, or for a script. */
public final class CosmosMain {

  private static final int BAD_USAGE = 2;
  private static final int FAILED = 1;

  private CosmosMain() {}

  public static void main(String[] args) throws InterruptedException {
    CosmosCommandLine wanted;
    try {
      wanted = CosmosCommandLine.parse(args);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.println(CosmosCommandLine.USAGE);
      System.exit(BAD_USAGE);
      return;
    }
    if (wanted.help()) {
      System.out.println(CosmosCommandLine.USAGE);
      return;
    }
    CassandraNode node;
    CosmosStandIn standIn;
    try {
      node = CassandraNode.builder().start();
      Runtime.getRuntime().addShutdownHook(new Thread(node::close, "close-cassandra"));
      standIn =
          CosmosStandIn.inFrontOf(node.contactPoint())
              .port(wanted.port())
              .account(wanted.account())
              .behaviour(wanted.behaviour())
              .start();
    } catch (RuntimeException e) {
      System.err.println("The stand-in could not be started: " + e.getMessage());
      System.exit(FAILED);
      return;
    }
    report(standIn, System.out);
    new CountDownLatch(1).await();
  }

  private static void report(CosmosStandIn standIn, PrintStream out) {
    out.printf("The stand-in for Azure Cosmos DB is ready at localhost:%d%n", standIn.port());
    out.printf("Name in its certificate: %s%n", standIn.account().host());
    out.printf("Login: %s / %s%n", standIn.account().name(), standIn.account().key());
    out.printf(
        "Truststore: %s (password %s)%n", standIn.truststore(), standIn.truststorePassword());
    out.printf(
        "In SQL: 'hosts' = 'localhost:%d', 'dialect' = 'cosmos', 'username' = '%s', 'password' ="
            + " '%s', 'ssl.truststore.path' = '%s', 'ssl.truststore.password' = '%s'%n",
        standIn.port(),
        standIn.account().name(),
        standIn.account().key(),
        standIn.truststore(),
        standIn.truststorePassword());
    out.flush();
  }
}
