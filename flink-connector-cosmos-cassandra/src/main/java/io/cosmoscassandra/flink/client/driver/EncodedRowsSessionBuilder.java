package io.cosmoscassandra.flink.client.driver;

import com.datastax.dse.protocol.internal.DseProtocolV1ClientCodecs;
import com.datastax.dse.protocol.internal.DseProtocolV2ClientCodecs;
import com.datastax.dse.protocol.internal.ProtocolV4ClientCodecsForDse;
import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.context.DriverContext;
import com.datastax.oss.driver.api.core.session.ProgrammaticArguments;
import com.datastax.oss.driver.api.core.session.Session;
import com.datastax.oss.driver.internal.core.context.DefaultDriverContext;
import com.datastax.oss.driver.internal.core.cql.CqlRequestAsyncProcessor;
import com.datastax.oss.driver.internal.core.session.BuiltInRequestProcessors;
import com.datastax.oss.driver.internal.core.session.RequestProcessor;
import com.datastax.oss.driver.internal.core.session.RequestProcessorRegistry;
import com.datastax.oss.protocol.internal.FrameCodec;
import com.datastax.oss.protocol.internal.Message;
import com.datastax.oss.protocol.internal.ProtocolConstants;
import com.datastax.oss.protocol.internal.ProtocolV3ClientCodecs;
import com.datastax.oss.protocol.internal.ProtocolV5ClientCodecs;
import com.datastax.oss.protocol.internal.ProtocolV6ClientCodecs;
import com.datastax.oss.protocol.internal.request.Execute;
import io.netty.buffer.ByteBuf;

/**
 * Builds sessions whose {@linkplain EncodedRowsCodec codecs} write encoded rows, and whose requests
 * an {@link UntracedRequestProcessor} handles.
 */
public final class EncodedRowsSessionBuilder extends CqlSessionBuilder {

  @Override
  protected DriverContext buildContext(
      DriverConfigLoader configLoader, ProgrammaticArguments arguments) {
    return new Context(configLoader, arguments);
  }

  /** Returns true if a builder of this class built the session. */
  static boolean built(Session session) {
    return session.getContext() instanceof Context;
  }

  /** Replaces some components of the driver. */
  private static final class Context extends DefaultDriverContext {

    private Context(DriverConfigLoader configLoader, ProgrammaticArguments arguments) {
      super(configLoader, arguments);
    }

    @Override
    protected RequestProcessorRegistry buildRequestProcessorRegistry() {
      RequestProcessor<?, ?>[] processors =
          BuiltInRequestProcessors.createDefaultProcessors(this).stream()
              .map(Context::untraced)
              .toArray(RequestProcessor<?, ?>[]::new);
      return new RequestProcessorRegistry(getSessionName(), processors);
    }

    private static RequestProcessor<?, ?> untraced(RequestProcessor<?, ?> processor) {
      return processor instanceof CqlRequestAsyncProcessor
          ? new UntracedRequestProcessor()
          : processor;
    }

    /** Registers the same codecs as the driver's method, some of them wrapped. */
    @Override
    protected FrameCodec<ByteBuf> buildFrameCodec() {
      return new FrameCodec<>(
          getPrimitiveCodec(),
          getCompressor(),
          withRows(new ProtocolV3ClientCodecs()),
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

  /** Wraps the codecs of requests that write and of results. */
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
      registry.addEncoder(withRows(codec));
      return this;
    }

    @Override
    public RowsRegistry addDecoder(Message.Codec codec) {
      registry.addDecoder(withBufferedRows(codec));
      return this;
    }

    /** DSE's own versions describe rows in another way, so their results stay the driver's. */
    private static Message.Codec withBufferedRows(Message.Codec codec) {
      return codec.opcode == ProtocolConstants.Opcode.RESULT
              && codec.protocolVersion <= ProtocolConstants.Version.MAX
          ? new BufferedRowsCodec(codec)
          : codec;
    }

    private static Message.Codec withRows(Message.Codec codec) {
      if (codec.opcode == ProtocolConstants.Opcode.BATCH) {
        return new EncodedBatchCodec(codec);
      }
      // DSE's own protocol versions have another codec, which lays out the options differently.
      return codec instanceof Execute.Codec ? new EncodedExecuteCodec(codec) : codec;
    }
  }
}
