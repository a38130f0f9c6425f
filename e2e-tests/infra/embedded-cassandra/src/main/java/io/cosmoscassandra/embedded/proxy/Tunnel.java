package io.cosmoscassandra.embedded.proxy;

import com.datastax.oss.protocol.internal.request.Startup;
import java.io.IOException;
import java.util.Optional;

/**
 * A client's connection and the one to the node that it is passed on to. One thread reads requests,
 * one reads responses; an {@link End} decides what becomes of each envelope.
 *
 * <p>From version 5 of the protocol on, a side speaks in segments as soon as it has sent or
 * received the response that accepts the client's STARTUP.
 */
public final class Tunnel {

  /** Decides what becomes of the envelopes that arrive. */
  public interface End {

    /** An envelope from the client. */
    void request(Envelope envelope) throws IOException;

    /** An envelope from the node. */
    void response(Envelope envelope) throws IOException;
  }

  /** Takes the envelopes that come out of one side. */
  private interface Passage {
    void take(Envelope envelope) throws IOException;
  }

  private final Leg client;
  private final Leg server;

  /** Of the segments to come; a client asks for it before it gets any. */
  private volatile Optional<String> compression = Optional.empty();

  // Only the thread that reads responses, or sends the first one in place of the node, asks these.
  private boolean clientHasSegments;
  private boolean serverHasSegments;

  Tunnel(Leg client, Leg server) {
    this.client = client;
    this.server = server;
  }

  public void toClient(Envelope envelope) throws IOException {
    if (accepts(envelope) && !clientHasSegments) {
      clientHasSegments = true;
      client.wrapAfter(envelope, Segments.of(compression));
    } else {
      client.writer().write(envelope);
    }
  }

  public void toServer(Envelope envelope) throws IOException {
    if (envelope.opcode() == Opcode.STARTUP && envelope.isOfSegmentedVersion()) {
      Startup startup = (Startup) MessageCodec.read(envelope).message;
      compression = Optional.ofNullable(startup.options.get(Startup.COMPRESSION_KEY));
    }
    server.writer().write(envelope);
  }

  void flush() throws IOException {
    server.writer().flush();
    client.writer().flush();
  }

  /** Ends the connection of a client that says nothing for so long. */
  public void endAfterSilence(int millis) throws IOException {
    client.endAfterSilence(millis);
  }

  /** Passes requests on until either side ends the connection. */
  void passRequests(End end) {
    pass(client, end::request);
  }

  /** Passes responses on until either side ends the connection. */
  void passResponses(End end) {
    pass(
        server,
        envelope -> {
          if (accepts(envelope) && !serverHasSegments) {
            serverHasSegments = true;
            server.wrap(Segments.of(compression));
          }
          end.response(envelope);
        });
  }

  private static boolean accepts(Envelope response) {
    return response.isOfSegmentedVersion()
        && (response.opcode() == Opcode.READY || response.opcode() == Opcode.AUTHENTICATE);
  }

  private void pass(Leg from, Passage passage) {
    try {
      EnvelopeReader envelopes = from.reader();
      for (Envelope next = envelopes.read(); next != null; next = envelopes.read()) {
        passage.take(next);
        if (!envelopes.hasEnvelope()) {
          flush();
        }
      }
    } catch (IOException e) {
      // One side is gone, has been cut off, or was silent for too long.
    } finally {
      close();
    }
  }

  /** Ends both connections; to the client it looks like a crash. */
  void reset() {
    client.resetWhenClosed();
    close();
  }

  /** Ends both connections. */
  public void close() {
    client.close();
    server.close();
  }
}
