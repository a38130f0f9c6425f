package io.cosmoscassandra.flink.it.suite;

import io.cosmoscassandra.embedded.CassandraExtension;
import org.apache.flink.connector.testframe.environment.MiniClusterTestEnvironment;
import org.apache.flink.connector.testframe.external.ExternalContextFactory;
import org.apache.flink.connector.testframe.junit.annotations.TestContext;
import org.apache.flink.connector.testframe.junit.annotations.TestEnv;
import org.apache.flink.connector.testframe.junit.annotations.TestSemantics;
import org.apache.flink.connector.testframe.testsuites.SinkTestSuiteBase;
import org.apache.flink.core.execution.CheckpointingMode;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Flink's acceptance suite for sinks. It waits for ever for rows that do not come, which only a
 * timeout ends.
 */
@Timeout(300)
class SinkSuiteIT extends SinkTestSuiteBase<String> {

  @RegisterExtension static final CassandraExtension cassandra = CassandraExtension.singleNode();

  @TestEnv final MiniClusterTestEnvironment flink = new CheckpointingEnvironment();

  @TestSemantics
  final CheckpointingMode[] semantics = {
    CheckpointingMode.EXACTLY_ONCE, CheckpointingMode.AT_LEAST_ONCE
  };

  @TestContext
  final ExternalContextFactory<SinkContext> tables = name -> new SinkContext(cassandra);
}
