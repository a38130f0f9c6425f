package io.cosmoscassandra.embedded.proxy;

import java.io.IOException;
import java.net.Socket;

/**
 * A client's connection and the one to the node that it is passed on to. One thread reads requests,
 * one reads responses; what becomes of each frame is the affair of an {@link End}.
 */
public final class FrameTunnel {

  /** Decides what becomes of the frames that arrive. */
  public interface End {

    /** A frame from the client. */
    void request(Frame frame) throws IOException;

    /** A frame from the node. */
    void response(Frame frame) throws IOException;
  }

  /** Takes the frames that come out of one side. */
  private interface Passage {
    void take(Frame frame) throws IOException;
  }

  private final Socket client;
  private final Socket server;
  private final FrameWriter toClient;
  private final FrameWriter toServer;

  FrameTunnel(Socket client, Socket server) throws IOException {
    this.client = client;
    this.server = server;
    client.setTcpNoDelay(true);
    server.setTcpNoDelay(true);
    this.toClient = new FrameWriter(client.getOutputStream());
    this.toServer = new FrameWriter(server.getOutputStream());
  }

  public void toClient(Frame frame) throws IOException {
    toClient.write(frame);
  }

  public void toServer(Frame frame) throws IOException {
    toServer.write(frame);
  }

  void flush() throws IOException {
    toServer.flush();
    toClient.flush();
  }

  /** Ends the connection of a client that says nothing for so long. */
  public void endAfterSilence(int millis) throws IOException {
    client.setSoTimeout(millis);
  }

  /** Passes requests on until either side ends the connection. */
  void passRequests(End end) {
    pass(client, end::request);
  }

  /** Passes responses on until either side ends the connection. */
  void passResponses(End end) {
    pass(server, end::response);
  }

  private void pass(Socket from, Passage passage) {
    try {
      FrameReader frames = new FrameReader(from.getInputStream());
      for (Frame frame = frames.read(); frame != null; frame = frames.read()) {
        passage.take(frame);
        if (!frames.hasFrame()) {
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
    try {
      // With nothing to linger for, closing sends a reset in place of a farewell.
      client.setSoLinger(true, 0);
    } catch (IOException e) {
      // It is closed already.
    }
    close();
  }

  /** Ends both connections; whoever reads or writes them notices. */
  public void close() {
    try (client;
        server) {
      // Closing is all there is to do.
    } catch (IOException e) {
      // There is nothing left to be done for it.
    }
  }
}
