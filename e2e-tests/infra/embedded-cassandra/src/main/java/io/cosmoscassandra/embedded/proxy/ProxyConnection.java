package io.cosmoscassandra.embedded.proxy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** One client's connection: applies the faults of the policy to its requests and responses. */
final class ProxyConnection implements FrameTunnel.End {

  private final FrameTunnel tunnel;
  private final InetSocketAddress node;
  private final Circumstances circumstances;

  /** By stream, for requests in flight whose response does not just pass. */
  private final Map<Integer, ResponseHandling> handlings = new ConcurrentHashMap<>();

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
    ResponseHandling handling = handlings.remove(frame.stream());
    if (handling == null) {
      tunnel.toClient(frame);
      return;
    }
    if (handling instanceof ResponseHandling.LearnPrepared learn) {
      circumstances.prepared().remember(frame, learn.text());
      tunnel.toClient(frame);
    } else if (handling instanceof ResponseHandling.Lose lose) {
      circumstances.counters().count(lose.action());
    } else if (handling instanceof ResponseHandling.Replace replace) {
      circumstances.counters().count(replace.action());
      tunnel.toClient(replace.frame());
    } else if (handling instanceof ResponseHandling.Reset reset) {
      circumstances.counters().count(reset.action());
      tunnel.reset();
    }
  }

  private void carryOut(RequestFault fault, Frame frame, ClientRequest request) throws IOException {
    if (fault instanceof RequestFault.Forward) {
      count(Action.FORWARDED);
      forward(frame, request);
    } else if (fault instanceof RequestFault.Answer answer) {
      count(Action.ANSWERED);
      tunnel.toClient(ErrorFrame.of(frame, request, answer.code(), answer.message()));
    } else if (fault instanceof RequestFault.AnswerAfterwards answer) {
      Frame error = ErrorFrame.of(frame, request, answer.code(), answer.message());
      forward(frame, new ResponseHandling.Replace(error, Action.ANSWERED_AFTERWARDS));
    } else if (fault instanceof RequestFault.DropRequest) {
      count(Action.REQUEST_DROPPED);
    } else if (fault instanceof RequestFault.DropResponse) {
      forward(frame, new ResponseHandling.Lose(Action.RESPONSE_DROPPED));
    } else if (fault instanceof RequestFault.Cut) {
      count(Action.CUT);
      tunnel.reset();
    } else if (fault instanceof RequestFault.CutAfterwards) {
      forward(frame, new ResponseHandling.Reset(Action.CUT_AFTERWARDS));
    } else if (fault instanceof RequestFault.Delay delay) {
      count(Action.DELAYED);
      carryOutLater(delay, frame, request);
    }
  }

  private void carryOutLater(RequestFault.Delay delay, Frame frame, ClientRequest request) {
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

  private void carryOutNow(RequestFault fault, Frame frame, ClientRequest request) {
    try {
      carryOut(fault, frame, request);
      tunnel.flush();
    } catch (IOException e) {
      tunnel.close();
    }
  }

  private void forward(Frame frame, ClientRequest request) throws IOException {
    if (frame.opcode() == Opcode.PREPARE && !request.queries().isEmpty()) {
      forward(frame, new ResponseHandling.LearnPrepared(request.queries().get(0)));
    } else {
      tunnel.toServer(frame);
    }
  }

  private void forward(Frame frame, ResponseHandling handling) throws IOException {
    handlings.put(frame.stream(), handling);
    tunnel.toServer(frame);
  }

  private void count(Action action) {
    circumstances.counters().count(action);
  }
}
