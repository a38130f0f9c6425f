package io.cosmoscassandra.flink.client;

import com.datastax.dse.protocol.internal.DseProtocolV1ClientCodecs;
import com.datastax.dse.protocol.internal.DseProtocolV2ClientCodecs;
import com.datastax.dse.protocol.internal.ProtocolV4ClientCodecsForDse;
import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.context.DriverContext;
import com.datastax.oss.driver.api.core.session.ProgrammaticArguments;
import com.datastax.oss.driver.internal.core.context.DefaultDriverContext;
import com.datastax.oss.protocol.internal.FrameCodec;
import com.datastax.oss.protocol.internal.Message;
import com.datastax.oss.protocol.internal.PrimitiveCodec;
import com.datastax.oss.protocol.internal.ProtocolConstants;
import com.datastax.oss.protocol.internal.ProtocolV3ClientCodecs;
import com.datastax.oss.protocol.internal.ProtocolV5ClientCodecs;
import com.datastax.oss.protocol.internal.ProtocolV6ClientCodecs;
import io.netty.buffer.ByteBuf;

/**
 * Builds sessions of the driver that write values as {@link ArrayBackedValues} does, and batches as
 * {@link EncodedRowsCodec} does.
 */
final class LeanSessionBuilder extends CqlSessionBuilder {

  @Override
  protected DriverContext buildContext(
      DriverConfigLoader configLoader, ProgrammaticArguments arguments) {
    return new LeanContext(configLoader, arguments);
  }

  private static final class LeanContext extends DefaultDriverContext {

    private LeanContext(DriverConfigLoader configLoader, ProgrammaticArguments arguments) {
      super(configLoader, arguments);
    }

    @Override
    protected PrimitiveCodec<ByteBuf> buildPrimitiveCodec() {
      return new ArrayBackedValues(getNettyOptions().allocator());
    }

    /** Of the driver's own codecs, all that the driver has in its place. */
    @Override
    protected FrameCodec<ByteBuf> buildFrameCodec() {
      return new FrameCodec<>(
          getPrimitiveCodec(),
          getCompressor(),
          new ProtocolV3ClientCodecs(),
          withRows(new ProtocolV4ClientCodecsForDse()),
          withRows(new ProtocolV5ClientCodecs()),
          withRows(new ProtocolV6ClientCodecs()),
          withRows(new DseProtocolV1ClientCodecs()),
          withRows(new DseProtocolV2ClientCodecs()));
    }

    private static FrameCodec.CodecGroup withRows(FrameCodec.CodecGroup group) {
      return registry -> group.registerCodecs(new RowsRegistry(registry));
    }
  }

  /** Puts our codec around that of batches. */
  private record RowsRegistry(FrameCodec.CodecGroup.Registry registry)
      implements FrameCodec.CodecGroup.Registry {

    @Override
    public RowsRegistry addCodec(Message.Codec codec) {
      addEncoder(codec);
      addDecoder(codec);
      return this;
    }

    @Override
    public RowsRegistry addEncoder(Message.Codec codec) {
      registry.addEncoder(
          codec.opcode == ProtocolConstants.Opcode.BATCH ? new EncodedRowsCodec(codec) : codec);
      return this;
    }

    @Override
    public RowsRegistry addDecoder(Message.Codec codec) {
      registry.addDecoder(codec);
      return this;
    }
  }
}
