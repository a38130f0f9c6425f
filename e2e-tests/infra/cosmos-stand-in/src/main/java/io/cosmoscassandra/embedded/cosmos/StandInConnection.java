package io.cosmoscassandra.embedded.cosmos;

import io.cosmoscassandra.embedded.proxy.ErrorCode;
import io.cosmoscassandra.embedded.proxy.ErrorFrame;
import io.cosmoscassandra.embedded.proxy.Frame;
import io.cosmoscassandra.embedded.proxy.FrameTunnel;
import io.cosmoscassandra.embedded.proxy.Opcode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;

/** One client's connection: applies the rules of the service to its requests and responses. */
final class StandInConnection implements FrameTunnel.End {

  private static final int VERSION = 4;

  private final FrameTunnel tunnel;
  private final CosmosService service;
  private final StatementReader reader;

  /** By stream, for requests in flight whose response is not just passed on. */
  private final Map<Integer, ResponseEffect> effects = new ConcurrentHashMap<>();

  private volatile Optional<String> keyspace = Optional.empty();

  // Only the thread of the requests knows these.
  private Frame startup;
  private boolean loggedIn;

  StandInConnection(FrameTunnel tunnel, CosmosService service) throws IOException {
    this.tunnel = tunnel;
    this.service = service;
    this.reader = new StatementReader(service.prepared());
    tunnel.endAfterSilence(Math.toIntExact(service.behaviour().idleLimit().toMillis()));
  }

  @Override
  public void request(Frame frame) throws IOException {
    if (frame.version() != VERSION) {
      refuse(
          frame,
          new Refusal(
              ErrorCode.PROTOCOL_ERROR,
              "Invalid or unsupported protocol version (%d); supported versions are (4/v4)"
                  .formatted(frame.version())));
    } else if (frame.has(Frame.COMPRESSED)) {
      refuse(frame, new Refusal(ErrorCode.PROTOCOL_ERROR, "Compression is not supported"));
    } else {
      switch (frame.opcode()) {
        case OPTIONS -> tunnel.toServer(frame);
        case STARTUP -> {
          startup = frame;
          tunnel.toClient(Answers.authenticate(frame));
        }
        case AUTH_RESPONSE -> logIn(frame);
        default -> {
          if (!loggedIn) {
            refuse(frame, new Refusal(ErrorCode.PROTOCOL_ERROR, "Log in first"));
          } else if (frame.opcode() == Opcode.REGISTER) {
            tunnel.toServer(frame);
          } else {
            statement(frame);
          }
        }
      }
    }
  }

  /** The node asks for nothing: it is told of the client once we know who it is. */
  private void logIn(Frame frame) throws IOException {
    byte[] token = frame.body().readBytes();
    String[] said =
        token == null ? new String[0] : new String(token, StandardCharsets.UTF_8).split("\0", -1);
    Account account = service.account();
    if (startup == null
        || said.length != 3
        || !said[1].equals(account.name())
        || !said[2].equals(account.key())) {
      refuse(
          frame,
          new Refusal(ErrorCode.BAD_CREDENTIALS, "Provided username or password is incorrect"));
      return;
    }
    loggedIn = true;
    forward(Answers.inStream(startup, frame.stream()), new ResponseEffect.LoggedIn());
  }

  private void statement(Frame frame) throws IOException {
    Statement statement = reader.read(frame, keyspace);
    Optional<Refusal> refusal =
        statement.traced()
            ? Optional.of(Refusal.invalid("Tracing is not supported by the service yet"))
            : service.refusal(statement);
    if (refusal.isPresent()) {
      refuse(frame, refusal.get());
      return;
    }
    Optional<Cql> cql = statement.first().map(Statement.Part::cql);
    if (cql.isEmpty() || cql.get().isOfSystem()) {
      tunnel.toServer(frame);
    } else if (!statement.isExecuted()) {
      forward(frame, new ResponseEffect.LearnPrepared(cql.get()));
    } else {
      execute(frame, statement, cql.get());
    }
  }

  private void execute(Frame frame, Statement statement, Cql cql) throws IOException {
    switch (cql.kind()) {
      case SELECT, WRITE -> {
        if (cql.table().isEmpty()) {
          tunnel.toServer(frame);
          return;
        }
        CosmosService.Admission admission = service.admit(statement);
        if (admission.refusal().isPresent()) {
          refuse(frame, admission.refusal().get());
        } else {
          // A node alone would not have the replicas that some levels ask for.
          forward(Answers.atLevel(frame, statement.levelAt(), Level.LOCAL_ONE), admission.charge());
        }
      }
      case CREATE_TABLE, ALTER_TABLE, CREATE_KEYSPACE -> define(frame, cql);
      case USE -> forward(frame, new ResponseEffect.LearnKeyspace(cql.usedKeyspace()));
      case OTHER -> tunnel.toServer(frame);
    }
  }

  private void define(Frame frame, Cql cql) throws IOException {
    TableOptions options = TableOptions.of(cql);
    if (options.refusal().isPresent()) {
      refuse(frame, options.refusal().get());
      return;
    }
    if (cql.table().isEmpty()) {
      tunnel.toServer(Answers.withText(frame, options.statement().orElseThrow()));
      return;
    }
    ResponseEffect.LearnTable learn =
        new ResponseEffect.LearnTable(
            cql.table().get(), options.throughput(), cql.kind() == Cql.Kind.CREATE_TABLE);
    if (options.statement().isPresent()) {
      forward(Answers.withText(frame, options.statement().get()), learn);
    } else {
      setThroughput(learn.table(), learn.throughput());
      tunnel.toClient(Answers.done(frame.stream()));
    }
  }

  @Override
  public void response(Frame frame) throws IOException {
    tunnel.toClient(toldByTheService(frame));
  }

  private Frame toldByTheService(Frame frame) {
    ResponseEffect effect = effects.remove(frame.stream());
    if (effect instanceof ResponseEffect.LoggedIn && frame.opcode() == Opcode.READY) {
      return Answers.authenticated(frame.stream());
    }
    if (effect instanceof ResponseEffect.LearnPrepared learn) {
      Prepared.of(frame, learn.cql()).ifPresent(known -> service.prepared().put(known.id(), known));
    } else if (effect instanceof ResponseEffect.LearnTable learn
        && frame.opcode() == Opcode.RESULT) {
      setThroughput(learn.table(), learn.throughput());
      if (learn.created()) {
        service.tables().created(learn.table());
      }
    } else if (effect instanceof ResponseEffect.LearnKeyspace learn
        && frame.opcode() == Opcode.RESULT) {
      keyspace = Optional.of(learn.keyspace());
    } else if (effect instanceof ResponseEffect.Charge charge) {
      return charged(frame, charge);
    }
    return frame;
  }

  private Frame charged(Frame frame, ResponseEffect.Charge charge) {
    if (!charge.read()) {
      return Answers.charged(frame, charge.units());
    }
    double further = service.furtherUnitsOfRead(frame.bodyLength());
    charge.payer().charge(charge.partition(), further);
    Frame answer = service.readsStale() ? Answers.emptied(frame).orElse(frame) : frame;
    return Answers.charged(answer, charge.units() + further);
  }

  private void setThroughput(String table, OptionalDouble units) {
    if (units.isPresent()) {
      service.tables().throughput(table).set(units.getAsDouble());
    }
  }

  private void forward(Frame frame, ResponseEffect effect) throws IOException {
    effects.put(frame.stream(), effect);
    tunnel.toServer(frame);
  }

  private void refuse(Frame frame, Refusal refusal) throws IOException {
    tunnel.toClient(ErrorFrame.of(frame, refusal.code(), refusal.message()));
  }
}
