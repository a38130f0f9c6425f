package io.cosmoscassandra.flink.client.driver;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.cql.PrepareRequest;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import com.datastax.oss.driver.api.core.session.ProgrammaticArguments;
import com.datastax.oss.driver.internal.core.context.DefaultDriverContext;
import com.datastax.oss.driver.internal.core.cql.CqlPrepareAsyncProcessor;
import com.datastax.oss.driver.internal.core.cql.CqlRequestSyncProcessor;
import com.datastax.oss.driver.internal.core.cql.DefaultPrepareRequest;
import com.datastax.oss.driver.internal.core.session.RequestProcessorRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EncodedRowsSessionBuilderTest {

  private static final SimpleStatement STATEMENT = SimpleStatement.newInstance("SELECT");

  private final DriverConfigLoader loader = DriverConfigLoader.fromString("");
  private final RequestProcessorRegistry processors =
      ((DefaultDriverContext)
              new EncodedRowsSessionBuilder()
                  .buildContext(loader, ProgrammaticArguments.builder().build()))
          .getRequestProcessorRegistry();

  @AfterEach
  void closeLoader() {
    loader.close();
  }

  @Test
  void asynchronousRequestsAreHandledWithoutTheirIdentityHash() {
    assertThat(processors.processorFor(STATEMENT, Statement.ASYNC))
        .isInstanceOf(UntracedRequestProcessor.class);
  }

  @Test
  void allOthersAreHandledByTheDriver() {
    assertThat(processors.processorFor(STATEMENT, Statement.SYNC))
        .isInstanceOf(CqlRequestSyncProcessor.class);
    assertThat(processors.processorFor(new DefaultPrepareRequest(STATEMENT), PrepareRequest.ASYNC))
        .isInstanceOf(CqlPrepareAsyncProcessor.class);
  }
}
