package io.cosmoscassandra.embedded.proxy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Lets frames pass as the rules have it; the timer sends what was delayed. */
final class ProxyConnection implements FrameTunnel.End {

  private final FrameTunnel tunnel;
  private final InetSocketAddress node;
  private final Circumstances circumstances;

  /** By stream, for requests in flight whose response does not just pass. */
  private final Map<Integer, Turn> turns = new ConcurrentHashMap<>();

  ProxyConnection(FrameTunnel tunnel, InetSocketAddress node, Circumstances circumstances) {
    this.tunnel = tunnel;
    this.node = node;
    this.circumstances = circumstances;
  }

  @Override
  public void request(Frame frame) throws IOException {
    if (frame.version() > Frame.HIGHEST_VERSION) {
      tunnel.toClient(ErrorFrame.unsupportedVersion(frame));
      return;
    }
    ClientRequest request = new ClientRequest(frame, node, circumstances.prepared());
    Rules rules = circumstances.rules().get();
    if (rules.concern(frame)) {
      carryOut(rules.policy().decide(request), frame, request);
    } else {
      forward(frame, request);
    }
  }

  @Override
  public void response(Frame frame) throws IOException {
    Turn turn = turns.remove(frame.stream());
    if (turn == null) {
      tunnel.toClient(frame);
      return;
    }
    if (turn instanceof Turn.LearnPrepared learn) {
      circumstances.prepared().remember(frame, learn.text());
      tunnel.toClient(frame);
    } else if (turn instanceof Turn.Lose lose) {
      circumstances.counters().count(lose.action());
    } else if (turn instanceof Turn.Replace replace) {
      circumstances.counters().count(replace.action());
      tunnel.toClient(replace.frame());
    } else if (turn instanceof Turn.Reset reset) {
      circumstances.counters().count(reset.action());
      tunnel.reset();
    }
  }

  private void carryOut(Fault fault, Frame frame, ClientRequest request) throws IOException {
    if (fault instanceof Fault.Forward) {
      count(Action.FORWARDED);
      forward(frame, request);
    } else if (fault instanceof Fault.Answer answer) {
      count(Action.ANSWERED);
      tunnel.toClient(ErrorFrame.of(frame, request, answer.code(), answer.message()));
    } else if (fault instanceof Fault.AnswerAfterwards answer) {
      Frame error = ErrorFrame.of(frame, request, answer.code(), answer.message());
      forward(frame, new Turn.Replace(error, Action.ANSWERED_AFTERWARDS));
    } else if (fault instanceof Fault.DropRequest) {
      count(Action.REQUEST_DROPPED);
    } else if (fault instanceof Fault.DropResponse) {
      forward(frame, new Turn.Lose(Action.RESPONSE_DROPPED));
    } else if (fault instanceof Fault.Cut) {
      count(Action.CUT);
      tunnel.reset();
    } else if (fault instanceof Fault.CutAfterwards) {
      forward(frame, new Turn.Reset(Action.CUT_AFTERWARDS));
    } else if (fault instanceof Fault.Delay delay) {
      count(Action.DELAYED);
      carryOutLater(delay, frame, request);
    }
  }

  private void carryOutLater(Fault.Delay delay, Frame frame, ClientRequest request) {
    try {
      ScheduledFuture<?> unused =
          circumstances
              .timer()
              .schedule(
                  () -> carryOutNow(delay.then(), frame, request),
                  delay.by().toNanos(),
                  TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      tunnel.close();
    }
  }

  private void carryOutNow(Fault fault, Frame frame, ClientRequest request) {
    try {
      carryOut(fault, frame, request);
      tunnel.flush();
    } catch (IOException e) {
      tunnel.close();
    }
  }

  private void forward(Frame frame, ClientRequest request) throws IOException {
    if (frame.opcode() == Opcode.PREPARE && !request.queries().isEmpty()) {
      forward(frame, new Turn.LearnPrepared(request.queries().get(0)));
    } else {
      tunnel.toServer(frame);
    }
  }

  private void forward(Frame frame, Turn turn) throws IOException {
    turns.put(frame.stream(), turn);
    tunnel.toServer(frame);
  }

  private void count(Action action) {
    circumstances.counters().count(action);
  }
}
