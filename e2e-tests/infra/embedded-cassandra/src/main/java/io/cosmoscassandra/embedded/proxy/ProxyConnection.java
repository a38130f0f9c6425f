package io.cosmoscassandra.embedded.proxy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** One client's connection: applies the faults of the policy to its requests and responses. */
final class ProxyConnection implements Tunnel.End {

  private final Tunnel tunnel;
  private final InetSocketAddress node;
  private final Circumstances circumstances;

  /** By stream, for requests in flight whose response does not just pass. */
  private final Map<Integer, ResponseHandling> handlings = new ConcurrentHashMap<>();

  ProxyConnection(Tunnel tunnel, InetSocketAddress node, Circumstances circumstances) {
    this.tunnel = tunnel;
    this.node = node;
    this.circumstances = circumstances;
  }

  @Override
  public void request(Envelope envelope) throws IOException {
    ClientRequest request = new ClientRequest(envelope, node, circumstances.prepared());
    Rules rules = circumstances.rules().get();
    if (rules.concern(envelope)) {
      circumstances.versions().add(envelope.version());
      carryOut(rules.policy().decide(request), envelope, request);
    } else {
      forward(envelope, request);
    }
  }

  @Override
  public void response(Envelope envelope) throws IOException {
    ResponseHandling handling = handlings.remove(envelope.stream());
    if (handling == null) {
      tunnel.toClient(envelope);
      return;
    }
    if (handling instanceof ResponseHandling.LearnPrepared learn) {
      circumstances.prepared().remember(envelope, learn.text());
      tunnel.toClient(envelope);
    } else if (handling instanceof ResponseHandling.Lose lose) {
      circumstances.counters().count(lose.action());
    } else if (handling instanceof ResponseHandling.Replace replace) {
      circumstances.counters().count(replace.action());
      tunnel.toClient(replace.envelope());
    } else if (handling instanceof ResponseHandling.Reset reset) {
      circumstances.counters().count(reset.action());
      tunnel.reset();
    }
  }

  private void carryOut(RequestFault fault, Envelope envelope, ClientRequest request)
      throws IOException {
    if (fault instanceof RequestFault.Forward) {
      count(Action.FORWARDED);
      forward(envelope, request);
    } else if (fault instanceof RequestFault.Answer answer) {
      count(Action.ANSWERED);
      tunnel.toClient(ErrorResponse.of(envelope, request, answer.code(), answer.message()));
    } else if (fault instanceof RequestFault.AnswerAfterwards answer) {
      Envelope error = ErrorResponse.of(envelope, request, answer.code(), answer.message());
      forward(envelope, new ResponseHandling.Replace(error, Action.ANSWERED_AFTERWARDS));
    } else if (fault instanceof RequestFault.DropRequest) {
      count(Action.REQUEST_DROPPED);
    } else if (fault instanceof RequestFault.DropResponse) {
      forward(envelope, new ResponseHandling.Lose(Action.RESPONSE_DROPPED));
    } else if (fault instanceof RequestFault.Cut) {
      count(Action.CUT);
      tunnel.reset();
    } else if (fault instanceof RequestFault.CutAfterwards) {
      forward(envelope, new ResponseHandling.Reset(Action.CUT_AFTERWARDS));
    } else if (fault instanceof RequestFault.Delay delay) {
      count(Action.DELAYED);
      carryOutLater(delay, envelope, request);
    }
  }

  private void carryOutLater(RequestFault.Delay delay, Envelope envelope, ClientRequest request) {
    try {
      ScheduledFuture<?> unused =
          circumstances
              .timer()
              .schedule(
                  () -> carryOutNow(delay.then(), envelope, request),
                  delay.by().toNanos(),
                  TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      tunnel.close();
    }
  }

  private void carryOutNow(RequestFault fault, Envelope envelope, ClientRequest request) {
    try {
      carryOut(fault, envelope, request);
      tunnel.flush();
    } catch (IOException e) {
      tunnel.close();
    }
  }

  private void forward(Envelope envelope, ClientRequest request) throws IOException {
    if (envelope.opcode() == Opcode.PREPARE && !request.queries().isEmpty()) {
      forward(envelope, new ResponseHandling.LearnPrepared(request.queries().get(0)));
    } else {
      tunnel.toServer(envelope);
    }
  }

  private void forward(Envelope envelope, ResponseHandling handling) throws IOException {
    handlings.put(envelope.stream(), handling);
    tunnel.toServer(envelope);
  }

  private void count(Action action) {
    circumstances.counters().count(action);
  }
}
