package io.cosmoscassandra.flink.client.failure;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.connection.ClosedConnectionException;
import com.datastax.oss.driver.api.core.servererrors.OverloadedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FailureDescriptionTest {

  @ParameterizedTest
  @MethodSource("io.cosmoscassandra.flink.client.failure.FailureClassifierTest#errors")
  void everyErrorIsDescribedInOneLine(Throwable error, Failure meaning) {
    assertThat(FailureDescription.of(error)).isNotBlank().doesNotContain("\n");
  }

  @Test
  void failuresOfAllNodesAreReported() {
    assertThat(
            FailureDescription.of(
                FailureClassifierTest.failed(
                    new ClosedConnectionException("gone"), new ClosedConnectionException("lost"))))
        .isEqualTo("transient failure of nodes or network: node1:9042 gone; node2:9042 lost");
  }

  @Test
  void waitThatTheServerAsksForIsReported() {
    assertThat(
            FailureDescription.of(
                new OverloadedException(
                    FailureClassifierTest.NODE, FailureClassifierTest.COSMOS_429)))
        .startsWith("overloaded, and asks to wait 500 ms: Node(node1) is overloaded");
  }
}
