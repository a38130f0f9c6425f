package io.cosmoscassandra.embedded.proxy;

import com.datastax.oss.protocol.internal.Segment;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Sends envelopes of several threads, whole and in as few packets and segments as they allow. */
final class EnvelopeWriter {

  private static final int CAPACITY = 64 * 1024;

  /** Guarded by this. */
  private final OutputStream out;

  /** The envelopes of the next segment; guarded by this. */
  private final ByteArrayOutputStream payload = new ByteArrayOutputStream();

  /** Null as long as there are none; guarded by this. */
  private Segments segments;

  /** Guarded by this. */
  private boolean flushed = true;

  EnvelopeWriter(OutputStream out) {
    this.out = new BufferedOutputStream(out, CAPACITY);
  }

  /** Takes an envelope, to be sent no later than with the next flush. */
  synchronized void write(Envelope envelope) throws IOException {
    flushed = false;
    byte[] bytes = envelope.bytes();
    if (segments == null) {
      out.write(bytes);
    } else if (bytes.length > Segment.MAX_PAYLOAD_LENGTH) {
      endSegment();
      writeInSlices(bytes);
    } else {
      if (payload.size() + bytes.length > Segment.MAX_PAYLOAD_LENGTH) {
        endSegment();
      }
      payload.writeBytes(bytes);
    }
  }

  /** Takes the last envelope that is sent outside of segments. */
  synchronized void writeThenWrap(Envelope envelope, Segments chosen) throws IOException {
    write(envelope);
    segments = chosen;
  }

  /** Sends segments from now on. */
  synchronized void wrap(Segments chosen) {
    segments = chosen;
  }

  /** Sends what was taken. */
  synchronized void flush() throws IOException {
    if (!flushed) {
      endSegment();
      out.flush();
      flushed = true;
    }
  }

  private void writeInSlices(byte[] bytes) throws IOException {
    for (int begin = 0; begin < bytes.length; begin += Segment.MAX_PAYLOAD_LENGTH) {
      int length = Math.min(bytes.length - begin, Segment.MAX_PAYLOAD_LENGTH);
      segments.write(bytes, begin, length, false, out);
    }
  }

  private void endSegment() throws IOException {
    if (payload.size() > 0) {
      segments.write(payload.toByteArray(), 0, payload.size(), true, out);
      payload.reset();
    }
  }
}
