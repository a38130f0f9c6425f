package io.cosmoscassandra.flink.client.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostAndPortTest {

  private final List<String> problems = new ArrayList<>();

  @Test
  void portsAreOptionalPerHost() {
    assertThat(HostAndPort.parseList("a, b.c-d_e:9043 ,10.0.0.1:1", problems::add))
        .containsExactly(
            new HostAndPort("a", HostAndPort.NO_PORT),
            new HostAndPort("b.c-d_e", 9043),
            new HostAndPort("10.0.0.1", 1));
    assertThat(problems).isEmpty();
  }

  @Test
  void ipv6AddressesStandInBrackets() {
    assertThat(HostAndPort.parseList("[::1]:9042,[fe80::1%eth0]", problems::add))
        .containsExactly(
            new HostAndPort("::1", 9042), new HostAndPort("fe80::1%eth0", HostAndPort.NO_PORT));
    assertThat(problems).isEmpty();
  }

  @Test
  void defaultPortFillsInOnlyWhereNoneWasGiven() {
    assertThat(new HostAndPort("a", HostAndPort.NO_PORT).withDefaultPort(9042))
        .isEqualTo(new HostAndPort("a", 9042));
    assertThat(new HostAndPort("a", 1).withDefaultPort(9042)).isEqualTo(new HostAndPort("a", 1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a,,b | Option 'hosts' has the invalid entry '': it is empty",
        "a:0 | Option 'hosts' has the invalid entry 'a:0': the port must be between 1 and 65535",
        "a:65536 | Option 'hosts' has the invalid entry 'a:65536': the port must be",
        "a:x | Option 'hosts' has the invalid entry 'a:x': the port must be",
        "a: | Option 'hosts' has the invalid entry 'a:': the port must be",
        "::1 | Option 'hosts' has the invalid entry '::1': an IPv6 address must be in brackets",
        "[a]:1 | Option 'hosts' has the invalid entry '[a]:1': only an IPv6 address may be in"
            + " brackets",
        "https://a | Option 'hosts' has the invalid entry 'https://a': it must not contain a"
            + " scheme",
        "a b | Option 'hosts' has the invalid entry 'a b': it must have the form 'host[:port]'",
        "a/24 | Option 'hosts' has the invalid entry 'a/24': it must have the form 'host[:port]'",
      })
  void badEntryIsNamedWithItsOption(String hosts, String problem) {
    HostAndPort.parseList(hosts, problems::add);
    assertThat(problems).singleElement().asString().startsWith(problem);
  }

  @Test
  void everyBadEntryIsReported() {
    assertThat(HostAndPort.parseList("a:x, b, c:y", problems::add)).hasSize(1);
    assertThat(problems).hasSize(2);
  }

  @Test
  void isWrittenAsItIsRead() {
    assertThat(new HostAndPort("::1", 9042)).hasToString("[::1]:9042");
    assertThat(new HostAndPort("a", 9042)).hasToString("a:9042");
    assertThat(new HostAndPort("a", HostAndPort.NO_PORT)).hasToString("a");
  }
}
