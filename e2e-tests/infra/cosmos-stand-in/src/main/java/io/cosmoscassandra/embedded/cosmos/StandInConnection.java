package io.cosmoscassandra.embedded.cosmos;

import com.datastax.oss.protocol.internal.Frame;
import com.datastax.oss.protocol.internal.request.AuthResponse;
import io.cosmoscassandra.embedded.proxy.Envelope;
import io.cosmoscassandra.embedded.proxy.ErrorCode;
import io.cosmoscassandra.embedded.proxy.ErrorResponse;
import io.cosmoscassandra.embedded.proxy.MessageCodec;
import io.cosmoscassandra.embedded.proxy.Opcode;
import io.cosmoscassandra.embedded.proxy.Tunnel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;

/** One client's connection: applies the rules of the service to its requests and responses. */
final class StandInConnection implements Tunnel.End {

  private static final int VERSION = 4;

  private final Tunnel tunnel;
  private final CosmosService service;
  private final StatementReader reader;

  /** By stream, for requests in flight whose response is not just passed on. */
  private final Map<Integer, ResponseEffect> effects = new ConcurrentHashMap<>();

  private volatile Optional<String> keyspace = Optional.empty();

  // Only the thread of the requests knows these.
  private Envelope startup;
  private boolean loggedIn;

  StandInConnection(Tunnel tunnel, CosmosService service) throws IOException {
    this.tunnel = tunnel;
    this.service = service;
    this.reader = new StatementReader(service.prepared());
    tunnel.endAfterSilence(Math.toIntExact(service.behaviour().idleLimit().toMillis()));
  }

  @Override
  public void request(Envelope envelope) throws IOException {
    if (envelope.version() != VERSION) {
      refuse(
          envelope,
          new Refusal(
              ErrorCode.PROTOCOL_ERROR,
              "Invalid or unsupported protocol version (%d); supported versions are (4/v4)"
                  .formatted(envelope.version())));
    } else if (envelope.isCompressed()) {
      refuse(envelope, new Refusal(ErrorCode.PROTOCOL_ERROR, "Compression is not supported"));
    } else {
      switch (envelope.opcode()) {
        case OPTIONS -> tunnel.toServer(envelope);
        case STARTUP -> {
          startup = envelope;
          tunnel.toClient(Answers.authenticate(envelope.stream()));
        }
        case AUTH_RESPONSE -> logIn(envelope);
        default -> {
          if (!loggedIn) {
            refuse(envelope, new Refusal(ErrorCode.PROTOCOL_ERROR, "Log in first"));
          } else if (envelope.opcode() == Opcode.REGISTER) {
            tunnel.toServer(envelope);
          } else {
            statement(envelope);
          }
        }
      }
    }
  }

  /** The node asks for nothing: it is told of the client once we know who it is. */
  private void logIn(Envelope envelope) throws IOException {
    ByteBuffer token = ((AuthResponse) MessageCodec.read(envelope).message).token;
    String[] said =
        token == null
            ? new String[0]
            : StandardCharsets.UTF_8.decode(token).toString().split("\0", -1);
    Account account = service.account();
    if (startup == null
        || said.length != 3
        || !said[1].equals(account.name())
        || !said[2].equals(account.key())) {
      refuse(
          envelope,
          new Refusal(ErrorCode.BAD_CREDENTIALS, "Provided username or password is incorrect"));
      return;
    }
    loggedIn = true;
    forward(startup.inStream(envelope.stream()), new ResponseEffect.LoggedIn());
  }

  private void statement(Envelope envelope) throws IOException {
    Frame request = MessageCodec.read(envelope);
    Statement statement = reader.read(request, keyspace);
    Optional<Refusal> refusal =
        statement.traced()
            ? Optional.of(Refusal.invalid("Tracing is not supported by the service yet"))
            : service.refusal(statement);
    if (refusal.isPresent()) {
      refuse(envelope, refusal.get());
      return;
    }
    Optional<Cql> cql = statement.first().map(Statement.Part::cql);
    if (cql.isEmpty() || cql.get().isOfSystem()) {
      tunnel.toServer(envelope);
    } else if (!statement.isExecuted()) {
      forward(envelope, new ResponseEffect.LearnPrepared(cql.get()));
    } else {
      execute(envelope, request, statement, cql.get());
    }
  }

  private void execute(Envelope envelope, Frame request, Statement statement, Cql cql)
      throws IOException {
    switch (cql.kind()) {
      case SELECT, WRITE -> {
        if (cql.table().isEmpty()) {
          tunnel.toServer(envelope);
          return;
        }
        CosmosService.Admission admission = service.admit(statement);
        if (admission.refusal().isPresent()) {
          refuse(envelope, admission.refusal().get());
        } else {
          // A node alone would not have the replicas that some levels ask for.
          forward(Answers.atLevel(request, Level.LOCAL_ONE), admission.charge());
        }
      }
      case CREATE_TABLE, ALTER_TABLE, CREATE_KEYSPACE -> define(envelope, request, cql);
      case USE -> forward(envelope, new ResponseEffect.LearnKeyspace(cql.usedKeyspace()));
      case OTHER -> tunnel.toServer(envelope);
    }
  }

  private void define(Envelope envelope, Frame request, Cql cql) throws IOException {
    TableOptions options = TableOptions.of(cql);
    if (options.refusal().isPresent()) {
      refuse(envelope, options.refusal().get());
      return;
    }
    if (cql.table().isEmpty()) {
      tunnel.toServer(Answers.withText(request, options.statement().orElseThrow()));
      return;
    }
    ResponseEffect.LearnTable learn =
        new ResponseEffect.LearnTable(
            cql.table().get(), options.throughput(), cql.kind() == Cql.Kind.CREATE_TABLE);
    if (options.statement().isPresent()) {
      forward(Answers.withText(request, options.statement().get()), learn);
    } else {
      setThroughput(learn.table(), learn.throughput());
      tunnel.toClient(Answers.done(envelope.stream()));
    }
  }

  @Override
  public void response(Envelope envelope) throws IOException {
    tunnel.toClient(toldByTheService(envelope));
  }

  private Envelope toldByTheService(Envelope envelope) {
    ResponseEffect effect = effects.remove(envelope.stream());
    if (effect instanceof ResponseEffect.LoggedIn && envelope.opcode() == Opcode.READY) {
      return Answers.authenticated(envelope.stream());
    }
    if (effect instanceof ResponseEffect.LearnPrepared learn) {
      Prepared.of(envelope, learn.cql())
          .ifPresent(known -> service.prepared().put(known.id(), known));
    } else if (effect instanceof ResponseEffect.LearnTable learn
        && envelope.opcode() == Opcode.RESULT) {
      setThroughput(learn.table(), learn.throughput());
      if (learn.created()) {
        service.tables().created(learn.table());
      }
    } else if (effect instanceof ResponseEffect.LearnKeyspace learn
        && envelope.opcode() == Opcode.RESULT) {
      keyspace = Optional.of(learn.keyspace());
    } else if (effect instanceof ResponseEffect.Charge charge) {
      return charged(envelope, charge);
    }
    return envelope;
  }

  private Envelope charged(Envelope envelope, ResponseEffect.Charge charge) {
    if (!charge.read()) {
      return Answers.charged(envelope, charge.units(), false);
    }
    double further = service.furtherUnitsOfRead(envelope.bodyLength());
    charge.payer().charge(charge.partition(), further);
    return Answers.charged(envelope, charge.units() + further, service.readsStale());
  }

  private void setThroughput(String table, OptionalDouble units) {
    if (units.isPresent()) {
      service.tables().throughput(table).set(units.getAsDouble());
    }
  }

  private void forward(Envelope envelope, ResponseEffect effect) throws IOException {
    effects.put(envelope.stream(), effect);
    tunnel.toServer(envelope);
  }

  private void refuse(Envelope envelope, Refusal refusal) throws IOException {
    tunnel.toClient(ErrorResponse.of(envelope, refusal.code(), refusal.message()));
  }
}
