package io.cosmoscassandra.flink.client.driver;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.session.Session;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DriverVersionCheckTest {

  private final List<String> log = new ArrayList<>();

  @Test
  void theTestedVersionIsTheOneThatTheBuildUses() {
    assertThat(Session.OSS_DRIVER_COORDINATES.getVersion()).hasToString(DriverVersionCheck.TESTED);
  }

  @Test
  void theTestedVersionIsTakenSilently() {
    new DriverVersionCheck(DriverVersionCheck.TESTED, log::add).warnOnce();

    assertThat(log).isEmpty();
  }

  @Test
  void anotherVersionIsWarnedOfOnceWithWhatToUseInstead() {
    DriverVersionCheck check = new DriverVersionCheck("4.99.0", log::add);

    check.warnOnce();
    check.warnOnce();

    assertThat(log)
        .singleElement()
        .asString()
        .contains(
            "has version 4.99.0",
            "tested with version " + DriverVersionCheck.TESTED,
            "Use org.apache.cassandra:java-driver-core:" + DriverVersionCheck.TESTED);
  }
}
