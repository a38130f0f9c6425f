package io.cosmoscassandra.flink.client;

import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.context.DriverContext;
import com.datastax.oss.driver.api.core.session.ProgrammaticArguments;
import com.datastax.oss.driver.internal.core.context.DefaultDriverContext;
import com.datastax.oss.protocol.internal.PrimitiveCodec;
import io.netty.buffer.ByteBuf;

/** Builds sessions of the driver that write values as {@link ArrayBackedValues} does. */
final class LeanSessionBuilder extends CqlSessionBuilder {

  @Override
  protected DriverContext buildContext(
      DriverConfigLoader configLoader, ProgrammaticArguments arguments) {
    return new DefaultDriverContext(configLoader, arguments) {
      @Override
      protected PrimitiveCodec<ByteBuf> buildPrimitiveCodec() {
        return new ArrayBackedValues(getNettyOptions().allocator());
      }
    };
  }
}
