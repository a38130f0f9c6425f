package io.cosmoscassandra.embedded.proxy;

import java.io.IOException;
import java.net.Socket;

/** One of the two connections of a tunnel. */
final class Leg {

  private final Socket socket;
  private final EnvelopeReader reader;
  private final EnvelopeWriter writer;

  /**
   * A leg on a socket.
   *
   * @param secured the socket over it that encrypts, or the socket itself
   */
  Leg(Socket socket, Socket secured) throws IOException {
    this.socket = socket;
    this.reader = new EnvelopeReader(secured.getInputStream());
    this.writer = new EnvelopeWriter(secured.getOutputStream());
    socket.setTcpNoDelay(true);
  }

  EnvelopeReader reader() {
    return reader;
  }

  EnvelopeWriter writer() {
    return writer;
  }

  /** Speaks in segments from now on. */
  void wrap(Segments segments) {
    reader.unwrap(segments);
    writer.wrap(segments);
  }

  /** Speaks in segments after an envelope, for which the other side waits before it does. */
  void wrapAfter(Envelope last, Segments segments) throws IOException {
    reader.unwrap(segments);
    writer.writeThenWrap(last, segments);
  }

  /** Gives up on a side that says nothing for so long. */
  void endAfterSilence(int millis) throws IOException {
    socket.setSoTimeout(millis);
  }

  /** Makes the end of the connection look like a crash. */
  void resetWhenClosed() {
    try {
      // With nothing to linger for, closing sends a reset in place of a farewell.
      socket.setSoLinger(true, 0);
    } catch (IOException e) {
      // It is closed already.
    }
  }

  /** Ends the connection; the threads that read or write notice. */
  void close() {
    try {
      // Not the one that encrypts: it would wait for the other side, and say farewell to it.
      socket.close();
    } catch (IOException e) {
      // There is nothing left to be done for it.
    }
  }
}
