package io.cosmoscassandra.embedded;

/** Starts a node, pauses it if told so, says its process id and never ends by itself. */
final class StarterMain {

  private StarterMain() {}

  public static void main(String[] args) throws InterruptedException {
    CassandraNode node = CassandraNode.builder().heap("256m").start();
    if (args.length > 0) {
      node.pause();
    }
    System.out.println(node.pid());
    Thread.currentThread().join();
  }
}
