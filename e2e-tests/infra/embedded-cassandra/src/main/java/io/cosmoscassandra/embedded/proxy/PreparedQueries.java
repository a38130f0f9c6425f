package io.cosmoscassandra.embedded.proxy;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The texts of the statements that clients have prepared through the proxy, by their id. */
final class PreparedQueries {

  /** What a statement is called that was prepared past the proxy. */
  static final String UNKNOWN = "";

  private static final int RESULT_PREPARED = 0x0004;

  private final Map<ByteBuffer, String> texts = new ConcurrentHashMap<>();

  void remember(Frame response, String text) {
    if (response.opcode() != Opcode.RESULT || response.has(Frame.COMPRESSED)) {
      return;
    }
    Body body = response.body();
    body.skipPreamble(response);
    if (body.readInt() == RESULT_PREPARED) {
      texts.put(body.readShortBytes(), text);
    }
  }

  String textOf(ByteBuffer id) {
    return texts.getOrDefault(id, UNKNOWN);
  }
}
