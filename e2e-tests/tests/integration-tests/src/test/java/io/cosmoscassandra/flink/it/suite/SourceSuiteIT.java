package io.cosmoscassandra.flink.it.suite;

import io.cosmoscassandra.embedded.CassandraExtension;
import org.apache.flink.connector.testframe.environment.MiniClusterTestEnvironment;
import org.apache.flink.connector.testframe.external.ExternalContextFactory;
import org.apache.flink.connector.testframe.junit.annotations.TestContext;
import org.apache.flink.connector.testframe.junit.annotations.TestEnv;
import org.apache.flink.connector.testframe.junit.annotations.TestSemantics;
import org.apache.flink.connector.testframe.testsuites.SourceTestSuiteBase;
import org.apache.flink.core.execution.CheckpointingMode;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Flink's acceptance suite for sources. A bounded source runs the cases with one split, with
 * several, and with an idle reader. The suite itself skips those that read on as rows are written:
 * restarting from a savepoint at the same, a higher and a lower parallelism, metrics of a running
 * job, and failure of a task manager. What a bounded read does then is in {@code ReadRestartIT} and
 * {@code CopyRoundsIT}.
 */
@Timeout(300)
class SourceSuiteIT extends SourceTestSuiteBase<String> {

  @RegisterExtension static final CassandraExtension cassandra = CassandraExtension.singleNode();

  @TestEnv final MiniClusterTestEnvironment flink = new MiniClusterTestEnvironment();

  @TestSemantics
  final CheckpointingMode[] semantics = {
    CheckpointingMode.EXACTLY_ONCE, CheckpointingMode.AT_LEAST_ONCE
  };

  @TestContext
  final ExternalContextFactory<SourceContext> tables = name -> new SourceContext(cassandra);
}
