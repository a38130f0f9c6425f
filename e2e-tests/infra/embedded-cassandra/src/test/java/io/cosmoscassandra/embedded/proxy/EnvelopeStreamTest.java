package io.cosmoscassandra.embedded.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.protocol.internal.Frame;
import com.datastax.oss.protocol.internal.request.Query;
import com.datastax.oss.protocol.internal.request.query.QueryOptions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Envelopes that are written come out of the reader, however the stream is cut. */
class EnvelopeStreamTest {

  /** Lengths of texts: many in one segment, one in many segments, and at the border. */
  private static final int[] LENGTHS = {
    0, 1, 70_000, 3, 200_000, 0, 131_000, 131_041, 131_042, 131_043, 1_000_000, 7
  };

  /** The ways in which envelopes can be sent. */
  enum Form {
    PLAIN {
      @Override
      Optional<Segments> segments() {
        return Optional.empty();
      }
    },
    SEGMENTS {
      @Override
      Optional<Segments> segments() {
        return Optional.of(Segments.of(Optional.empty()));
      }
    },
    COMPRESSED_SEGMENTS {
      @Override
      Optional<Segments> segments() {
        return Optional.of(Segments.of(Optional.of("lz4")));
      }
    };

    abstract Optional<Segments> segments();

    EnvelopeReader reader(InputStream in) {
      EnvelopeReader reader = new EnvelopeReader(in);
      segments().ifPresent(reader::unwrap);
      return reader;
    }

    byte[] written(List<Envelope> envelopes) throws IOException {
      ByteArrayOutputStream stream = new ByteArrayOutputStream();
      EnvelopeWriter writer = new EnvelopeWriter(stream);
      segments().ifPresent(writer::wrap);
      for (Envelope envelope : envelopes) {
        writer.write(envelope);
      }
      writer.flush();
      return stream.toByteArray();
    }
  }

  @ParameterizedTest
  @EnumSource
  void streamMayComeInAnyPortions(Form form) throws IOException {
    List<Envelope> envelopes = envelopes();
    byte[] stream = form.written(envelopes);
    for (int portion : new int[] {7, 1_000, Integer.MAX_VALUE}) {
      EnvelopeReader reader = form.reader(inPortions(stream, portion));
      for (Envelope envelope : envelopes) {
        assertThat(reader.read().bytes()).isEqualTo(envelope.bytes());
      }
      assertThat(reader.hasEnvelope()).isFalse();
      assertThat(reader.read()).isNull();
    }
  }

  @Test
  void smallEnvelopesShareASegmentAndCompressionMakesItSmaller() throws IOException {
    List<Envelope> envelopes = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      envelopes.add(envelope(20));
    }
    int plain = Form.PLAIN.written(envelopes).length;
    assertThat(Form.SEGMENTS.written(envelopes)).hasSize(plain + 3 + 3 + 4);
    assertThat(Form.COMPRESSED_SEGMENTS.written(envelopes)).hasSizeLessThan(plain);
  }

  @ParameterizedTest
  @EnumSource
  void endWithinAnEnvelopeIsAnError(Form form) throws IOException {
    byte[] stream = form.written(List.of(envelope(100)));
    for (int length : new int[] {1, 5, 12, stream.length - 1}) {
      EnvelopeReader reader = form.reader(new ByteArrayInputStream(stream, 0, length));
      assertThatThrownBy(reader::read).isInstanceOf(EOFException.class);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SEGMENTS", "COMPRESSED_SEGMENTS"})
  void changedByteIsNoticedWhereverItIs(Form form) throws IOException {
    for (int at = 0; at < form.written(List.of(envelope(100))).length; at++) {
      byte[] stream = form.written(List.of(envelope(100)));
      stream[at] ^= 1;
      EnvelopeReader reader = form.reader(new ByteArrayInputStream(stream));
      assertThatThrownBy(reader::read).hasMessageContaining("CRC mismatch");
    }
  }

  @Test
  void readerExpectsSegmentsFromTheEnvelopeOnAfterWhichTheWriterSendsThem() throws IOException {
    Segments segments = Segments.of(Optional.empty());
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    EnvelopeWriter writer = new EnvelopeWriter(stream);
    writer.writeThenWrap(envelope(1), segments);
    writer.write(envelope(2));
    writer.flush();

    EnvelopeReader reader = new EnvelopeReader(new ByteArrayInputStream(stream.toByteArray()));
    assertThat(reader.read().bytes()).isEqualTo(envelope(1).bytes());
    reader.unwrap(segments);
    assertThat(reader.read().bytes()).isEqualTo(envelope(2).bytes());
    assertThat(reader.read()).isNull();
  }

  @Test
  void absurdLengthIsAnError() {
    byte[] noEnvelope = "GET / HTTP/1.1".getBytes(StandardCharsets.US_ASCII);
    assertThatThrownBy(() -> Form.PLAIN.reader(new ByteArrayInputStream(noEnvelope)).read())
        .hasMessageContaining("not a frame");
  }

  private static List<Envelope> envelopes() {
    List<Envelope> envelopes = new ArrayList<>();
    for (int length : LENGTHS) {
      envelopes.add(envelope(length));
    }
    return envelopes;
  }

  private static Envelope envelope(int textLength) {
    Query query = new Query("x".repeat(textLength), QueryOptions.DEFAULT);
    return MessageCodec.write(Frame.forRequest(5, textLength, false, Frame.NO_PAYLOAD, query));
  }

  private static InputStream inPortions(byte[] bytes, int portion) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public synchronized int read(byte[] into, int offset, int length) {
        return super.read(into, offset, Math.min(length, portion));
      }
    };
  }
}
