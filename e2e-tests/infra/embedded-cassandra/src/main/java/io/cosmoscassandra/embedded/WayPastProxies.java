package io.cosmoscassandra.embedded;

import com.datastax.oss.driver.api.core.addresstranslation.AddressTranslator;
import com.datastax.oss.driver.api.core.context.DriverContext;
import java.net.InetSocketAddress;

/**
 * Leads a driver to the nodes themselves, whatever addresses they advertise. Public because the
 * driver creates it by its name.
 */
public final class WayPastProxies implements AddressTranslator {

  /** Called by the driver. */
  public WayPastProxies(DriverContext context) {}

  @Override
  public InetSocketAddress translate(InetSocketAddress advertised) {
    return new InetSocketAddress(
        Placement.hostBehind(advertised.getAddress().getHostAddress()), advertised.getPort());
  }

  @Override
  public void close() {
    // It holds nothing.
  }
}
