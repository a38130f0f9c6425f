package io.cosmoscassandra.flink.it.kit;

import io.cosmoscassandra.embedded.proxy.ClientRequest;
import io.cosmoscassandra.embedded.proxy.ErrorCode;
import io.cosmoscassandra.embedded.proxy.RequestFault;
import java.util.function.Predicate;

/**
 * The kinds of statements that an exactly-once sink sends to the database, as the fault proxy sees
 * them.
 */
public enum Statements implements Predicate<ClientRequest> {
  STAGE(r -> r.mentions("_chunks") && r.mentions("INSERT INTO")),
  READ_CHUNK(r -> r.mentions("_chunks") && r.mentions("SELECT")),
  DROP_CHUNKS(r -> r.mentions("_chunks") && r.mentions("DELETE")),
  READ_REGISTER(r -> r.mentions("_progress") && r.mentions("SELECT")),
  RESERVE(r -> r.mentions("_progress") && r.mentions("INSERT INTO") && r.carries("reserved")),
  NOTE_PROGRESS(r -> r.mentions("_progress") && r.mentions("INSERT INTO") && r.carries("applied")),
  RAISE_MARK(r -> r.mentions("_progress") && r.mentions("INSERT INTO") && r.carries("committed")),
  WRITE_TARGET(r -> r.mentions(".changes"));

  @SuppressWarnings("ImmutableEnumChecker") // a lambda that holds nothing
  private final Predicate<ClientRequest> condition;

  Statements(Predicate<ClientRequest> condition) {
    this.condition = condition;
  }

  @Override
  public boolean test(ClientRequest request) {
    return condition.test(request);
  }

  /** An error that the sink does not try to outlast: the job fails and starts again. */
  public static RequestFault fatal() {
    return RequestFault.answer(ErrorCode.PROTOCOL_ERROR, "as the test wants it");
  }

  /** The same, once the database has done what it was asked for. */
  public static RequestFault fatalAfterwards() {
    return RequestFault.answerAfterwards(ErrorCode.PROTOCOL_ERROR, "as the test wants it");
  }
}
