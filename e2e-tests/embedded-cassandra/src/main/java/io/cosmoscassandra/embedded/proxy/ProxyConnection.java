package io.cosmoscassandra.embedded.proxy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * A client's connection and the one to the node that it is passed on to.
 *
 * <p>One thread reads requests, one reads responses, and the timer sends what was delayed. Each
 * frame goes through {@link #request} or {@link #response}, the places to change what passes.
 */
final class ProxyConnection {

  private final Socket client;
  private final Socket server;
  private final InetSocketAddress node;
  private final Circumstances circumstances;
  private final FrameWriter toClient;
  private final FrameWriter toServer;

  /** By stream, for requests in flight whose response does not just pass. */
  private final Map<Integer, Turn> turns = new ConcurrentHashMap<>();

  ProxyConnection(Socket client, Socket server, InetSocketAddress node, Circumstances circumstances)
      throws IOException {
    this.client = client;
    this.server = server;
    this.node = node;
    this.circumstances = circumstances;
    client.setTcpNoDelay(true);
    server.setTcpNoDelay(true);
    this.toClient = new FrameWriter(client.getOutputStream());
    this.toServer = new FrameWriter(server.getOutputStream());
  }

  /** Passes requests on until either side ends the connection. */
  void passRequests() {
    try {
      FrameReader requests = new FrameReader(client.getInputStream());
      for (Frame frame = requests.read(); frame != null; frame = requests.read()) {
        request(frame);
        if (!requests.hasFrame()) {
          toServer.flush();
          toClient.flush();
        }
      }
    } catch (IOException e) {
      // The client is gone or has been cut off.
    } finally {
      close();
    }
  }

  /** Passes responses on until either side ends the connection. */
  void passResponses() {
    try {
      FrameReader responses = new FrameReader(server.getInputStream());
      for (Frame frame = responses.read(); frame != null; frame = responses.read()) {
        response(frame);
        if (!responses.hasFrame()) {
          toClient.flush();
        }
      }
    } catch (IOException e) {
      // The node is gone or the client has been cut off.
    } finally {
      close();
    }
  }

  private void request(Frame frame) throws IOException {
    if (frame.version() > Frame.HIGHEST_VERSION) {
      toClient.write(ErrorFrame.unsupportedVersion(frame));
      return;
    }
    Request request = new Request(frame, node, circumstances.prepared());
    Rules rules = circumstances.rules().get();
    if (rules.concern(frame)) {
      carryOut(rules.policy().decide(request), frame, request);
    } else {
      forward(frame, request);
    }
  }

  private void response(Frame frame) throws IOException {
    Turn turn = turns.remove(frame.stream());
    if (turn == null) {
      toClient.write(frame);
      return;
    }
    if (turn instanceof Turn.LearnPrepared learn) {
      circumstances.prepared().remember(frame, learn.text());
      toClient.write(frame);
    } else if (turn instanceof Turn.Lose lose) {
      circumstances.counters().count(lose.action());
    } else if (turn instanceof Turn.Replace replace) {
      circumstances.counters().count(replace.action());
      toClient.write(replace.frame());
    } else if (turn instanceof Turn.Reset reset) {
      circumstances.counters().count(reset.action());
      reset();
    }
  }

  private void carryOut(Fault fault, Frame frame, Request request) throws IOException {
    if (fault instanceof Fault.Forward) {
      count(Action.FORWARDED);
      forward(frame, request);
    } else if (fault instanceof Fault.Answer answer) {
      count(Action.ANSWERED);
      toClient.write(ErrorFrame.of(frame, request, answer.code(), answer.message()));
    } else if (fault instanceof Fault.AnswerAfterwards answer) {
      Frame error = ErrorFrame.of(frame, request, answer.code(), answer.message());
      forward(frame, new Turn.Replace(error, Action.ANSWERED_AFTERWARDS));
    } else if (fault instanceof Fault.DropRequest) {
      count(Action.REQUEST_DROPPED);
    } else if (fault instanceof Fault.DropResponse) {
      forward(frame, new Turn.Lose(Action.RESPONSE_DROPPED));
    } else if (fault instanceof Fault.Cut) {
      count(Action.CUT);
      reset();
    } else if (fault instanceof Fault.CutAfterwards) {
      forward(frame, new Turn.Reset(Action.CUT_AFTERWARDS));
    } else if (fault instanceof Fault.Delay delay) {
      count(Action.DELAYED);
      carryOutLater(delay, frame, request);
    }
  }

  private void carryOutLater(Fault.Delay delay, Frame frame, Request request) {
    try {
      ScheduledFuture<?> unused =
          circumstances
              .timer()
              .schedule(
                  () -> carryOutNow(delay.then(), frame, request),
                  delay.by().toNanos(),
                  TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      close();
    }
  }

  private void carryOutNow(Fault fault, Frame frame, Request request) {
    try {
      carryOut(fault, frame, request);
      toServer.flush();
      toClient.flush();
    } catch (IOException e) {
      close();
    }
  }

  private void forward(Frame frame, Request request) throws IOException {
    if (frame.opcode() == Opcode.PREPARE && !request.queries().isEmpty()) {
      forward(frame, new Turn.LearnPrepared(request.queries().get(0)));
    } else {
      toServer.write(frame);
    }
  }

  private void forward(Frame frame, Turn turn) throws IOException {
    turns.put(frame.stream(), turn);
    toServer.write(frame);
  }

  private void count(Action action) {
    circumstances.counters().count(action);
  }

  /** With nothing to linger for, closing sends a reset in place of a farewell. */
  private void reset() {
    try {
      client.setSoLinger(true, 0);
    } catch (IOException e) {
      // It is closed already.
    }
    close();
  }

  /** Ends both connections; whoever reads or writes them notices. */
  void close() {
    try (client;
        server) {
      turns.clear();
    } catch (IOException e) {
      // There is nothing left to be done for it.
    }
  }
}
