package io.cosmoscassandra.embedded.proxy;

import com.datastax.oss.protocol.internal.SegmentCodec;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Cuts a stream of bytes into envelopes, and into segments first once the connection has them. */
final class EnvelopeReader {

  /** Cassandra refuses longer ones, so what claims to be longer is no envelope. */
  private static final int LONGEST_BODY = 256 * 1024 * 1024;

  private final InputStream in;
  private final ByteQueue received = new ByteQueue();

  /** What was in the segments. */
  private final ByteQueue unwrapped = new ByteQueue();

  /** Null as long as there are none. */
  private volatile Segments segments;

  /** The header of a segment whose rest has not been read, or null. */
  private SegmentCodec.Header header;

  EnvelopeReader(InputStream in) {
    this.in = in;
  }

  /**
   * Expects segments from now on. Another thread may wait for bytes meanwhile, if these are not
   * sent before this has returned.
   */
  void unwrap(Segments expected) {
    segments = expected;
  }

  /** The next envelope, or null at the end of the stream. */
  Envelope read() throws IOException {
    while (!hasEnvelope()) {
      if (!received.addFrom(in)) {
        if (received.size() > 0 || unwrapped.size() > 0 || header != null) {
          throw new EOFException("the stream ended within an envelope");
        }
        return null;
      }
    }
    ByteQueue source = source();
    return new Envelope(source.take(length(source)));
  }

  /** Whether the next envelope can be read without waiting. */
  boolean hasEnvelope() throws IOException {
    if (segments != null) {
      unwrapReceived(segments);
    }
    ByteQueue source = source();
    return source.size() >= Envelope.HEADER_LENGTH && source.size() >= length(source);
  }

  private ByteQueue source() {
    return segments == null ? received : unwrapped;
  }

  private void unwrapReceived(Segments expected) throws IOException {
    while (true) {
      if (header == null) {
        if (received.size() < expected.headerLength()) {
          return;
        }
        header = expected.header(received.take(expected.headerLength()));
      }
      if (received.size() < expected.bodyLength(header)) {
        return;
      }
      unwrapped.add(expected.payload(header, received.take(expected.bodyLength(header))));
      header = null;
    }
  }

  private static int length(ByteQueue source) throws IOException {
    int bodyLength = source.intAt(Envelope.HEADER_LENGTH - Integer.BYTES);
    if (bodyLength < 0 || bodyLength > LONGEST_BODY) {
      throw new IOException("not a frame of the native protocol: its length is " + bodyLength);
    }
    return Envelope.HEADER_LENGTH + bodyLength;
  }
}
