package io.cosmoscassandra.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CassandraExtensionIT {

  @RegisterExtension static final CassandraExtension cassandra = CassandraExtension.singleNode();

  @RegisterExtension
  static final CassandraExtension same = CassandraExtension.singleNode().withHeap("1g");

  @Test
  void equalWishesShareOneNode() {
    assertThat(same.node()).isSameAs(cassandra.node());
    assertThat(same.session()).isSameAs(cassandra.session());
  }

  @Test
  void everyKeyspaceIsFresh() {
    String first = cassandra.createKeyspace();
    String second = cassandra.createKeyspace();
    assertThat(first).isNotEqualTo(second).startsWith("ks_cassandraextensionit_");

    cassandra.session().execute("CREATE TABLE " + first + ".t (id int PRIMARY KEY)");
    cassandra.session().execute("CREATE TABLE " + second + ".t (id int PRIMARY KEY)");
  }
}
