package io.cosmoscassandra.embedded.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.protocol.internal.Frame;
import com.datastax.oss.protocol.internal.request.Query;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FaultPolicyTest {

  private static final RequestFault CUT = RequestFault.cut();
  private static final RequestFault DROP = RequestFault.dropRequest();
  private static final RequestFault PASS = RequestFault.forward();

  @Test
  void inTurnEndsWithPassing() {
    assertThat(decide(FaultPolicy.inTurn(CUT, DROP), 3)).containsExactly(CUT, DROP, PASS);
  }

  @Test
  void timesAndAfterLimitAPolicyToAWindow() {
    FaultPolicy policy = FaultPolicy.always(CUT).times(2).after(1);
    assertThat(decide(policy, 4)).containsExactly(PASS, CUT, CUT, PASS);
  }

  @Test
  void orElseTakesWhatTheFirstLetsPass() {
    FaultPolicy policy = FaultPolicy.inTurn(CUT).orElse(FaultPolicy.always(DROP));
    assertThat(decide(policy, 2)).containsExactly(CUT, DROP);
  }

  @Test
  void sameSeedMeansSameFaults() {
    List<RequestFault> first = decide(FaultPolicy.randomly(0.5, 3, CUT), 100);
    assertThat(decide(FaultPolicy.randomly(0.5, 3, CUT), 100)).isEqualTo(first);
    assertThat(first).contains(CUT, PASS);
    assertThat(decide(FaultPolicy.anyOf(3, CUT, DROP), 100)).containsOnly(CUT, DROP);
  }

  @Test
  void whenMentionsLooksIntoTheQuery() {
    FaultPolicy policy = FaultPolicy.always(CUT).whenMentions("books");
    assertThat(policy.decide(query("SELECT * FROM books"))).isEqualTo(CUT);
    assertThat(policy.decide(query("SELECT * FROM authors"))).isEqualTo(PASS);
  }

  @Test
  void carriesLooksIntoTheWholeRequest() {
    assertThat(query("SELECT * FROM books WHERE title = 'Émile'").carries("Émile")).isTrue();
    assertThat(query("SELECT * FROM books WHERE title = 'Émile'").carries("Emma")).isFalse();
  }

  private static List<RequestFault> decide(FaultPolicy policy, int times) {
    ClientRequest request = query("SELECT 1");
    return IntStream.range(0, times).mapToObj(i -> policy.decide(request)).toList();
  }

  private static ClientRequest query(String cql) {
    Envelope envelope =
        MessageCodec.write(Frame.forRequest(5, 1, false, Frame.NO_PAYLOAD, new Query(cql)));
    return new ClientRequest(envelope, new InetSocketAddress(0), new PreparedQueries());
  }
}
