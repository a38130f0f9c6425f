package io.cosmoscassandra.flink.codec;

import com.datastax.oss.driver.shaded.guava.common.net.InetAddresses;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** An IP address; a host name is never looked up. */
final class InetText implements TextForm {

  private static final String TAKES = "an IPv4 or IPv6 address, no host name";

  @Override
  public void write(String text, DataOutputSerializer out) throws IOException {
    // A zone, as in fe80::1%eth0, would get lost.
    if (text.indexOf('%') >= 0 || !InetAddresses.isInetAddress(text)) {
      throw ValueException.unfit(text, "inet", TAKES);
    }
    out.write(InetAddresses.forString(text).getAddress());
  }

  @Override
  public String read(ByteBuffer bytes) {
    byte[] address = new byte[bytes.remaining()];
    bytes.get(address);
    try {
      return InetAddresses.toAddrString(InetAddress.getByAddress(address));
    } catch (UnknownHostException e) {
      throw ValueException.unfit(address, "inet", "4 or 16 bytes", e);
    }
  }
}
