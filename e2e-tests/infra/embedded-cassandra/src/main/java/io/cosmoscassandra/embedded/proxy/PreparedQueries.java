package io.cosmoscassandra.embedded.proxy;

import com.datastax.oss.protocol.internal.response.result.Prepared;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The texts of the statements that clients have prepared through the proxy, by their id. */
final class PreparedQueries {

  /** What a statement is called that was prepared past the proxy. */
  static final String UNKNOWN = "";

  private final Map<ByteBuffer, String> texts = new ConcurrentHashMap<>();

  void remember(Envelope response, String text) {
    if (response.opcode() == Opcode.RESULT
        && !response.isCompressed()
        && MessageCodec.read(response).message instanceof Prepared prepared) {
      texts.put(ByteBuffer.wrap(prepared.preparedQueryId), text);
    }
  }

  String textOf(ByteBuffer id) {
    return texts.getOrDefault(id, UNKNOWN);
  }
}
