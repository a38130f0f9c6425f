package io.cosmoscassandra.embedded.cosmos;

import io.cosmoscassandra.embedded.proxy.Body;
import io.cosmoscassandra.embedded.proxy.Frame;
import io.cosmoscassandra.embedded.proxy.Opcode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Makes frames that no node would send, and changes those that it has sent. */
final class Answers {

  private static final byte[] REQUEST_CHARGE = "RequestCharge".getBytes(StandardCharsets.UTF_8);
  private static final String AUTHENTICATOR = "org.apache.cassandra.auth.PasswordAuthenticator";
  private static final int VERSION = 4;
  private static final int VOID = 1;
  private static final int ROWS = 2;
  private static final int NO_METADATA = 0x0004;
  private static final int HAS_MORE_PAGES = 0x0002;

  private Answers() {}

  static Frame authenticate(Frame request) {
    byte[] name = AUTHENTICATOR.getBytes(StandardCharsets.UTF_8);
    ByteBuffer body = ByteBuffer.allocate(Short.BYTES + name.length);
    body.putShort((short) name.length).put(name);
    return Frame.response(VERSION, request.stream(), Opcode.AUTHENTICATE, body.array());
  }

  static Frame authenticated(int stream) {
    byte[] noToken = ByteBuffer.allocate(Integer.BYTES).putInt(-1).array();
    return Frame.response(VERSION, stream, Opcode.AUTH_SUCCESS, noToken);
  }

  /** What a statement is answered with that leaves the node nothing to do. */
  static Frame done(int stream) {
    byte[] body = ByteBuffer.allocate(Integer.BYTES).putInt(VOID).array();
    return Frame.response(VERSION, stream, Opcode.RESULT, body);
  }

  /** The same request in another stream. */
  static Frame inStream(Frame request, int stream) {
    byte[] bytes = request.bytes().clone();
    ByteBuffer.wrap(bytes).putShort(2, (short) stream);
    return new Frame(bytes);
  }

  /** The same request at another consistency level. */
  static Frame atLevel(Frame request, int position, Level level) {
    byte[] bytes = request.bytes().clone();
    ByteBuffer.wrap(bytes).putShort(position, (short) level.code());
    return new Frame(bytes);
  }

  /** The same QUERY with another text. */
  static Frame withText(Frame request, String text) {
    Body body = request.body();
    if (request.has(Frame.CUSTOM_PAYLOAD)) {
      body.skipCustomPayload();
    }
    int begin = body.position();
    body.readLongString();
    int end = body.position();
    byte[] bytes = request.bytes();
    byte[] put = text.getBytes(StandardCharsets.UTF_8);
    ByteBuffer changed =
        ByteBuffer.allocate(bytes.length - (end - begin) + Integer.BYTES + put.length);
    changed.put(bytes, 0, begin).putInt(put.length).put(put).put(bytes, end, bytes.length - end);
    changed.putInt(Frame.HEADER_LENGTH - Integer.BYTES, changed.capacity() - Frame.HEADER_LENGTH);
    return new Frame(changed.array());
  }

  /** The same response with the price of the request in its payload. */
  static Frame charged(Frame response, double units) {
    if (response.opcode() != Opcode.RESULT
        || response.has(Frame.CUSTOM_PAYLOAD)
        || response.has(Frame.COMPRESSED)) {
      return response;
    }
    Body body = response.body();
    body.skipPreamble(response);
    int at = body.position();
    byte[] bytes = response.bytes();
    int more = Short.BYTES + Short.BYTES + REQUEST_CHARGE.length + Integer.BYTES + Double.BYTES;
    ByteBuffer changed = ByteBuffer.allocate(bytes.length + more);
    changed.put(bytes, 0, at).putShort((short) 1);
    changed.putShort((short) REQUEST_CHARGE.length).put(REQUEST_CHARGE);
    changed.putInt(Double.BYTES).putDouble(units).put(bytes, at, bytes.length - at);
    changed.put(1, (byte) (bytes[1] | Frame.CUSTOM_PAYLOAD));
    changed.putInt(Frame.HEADER_LENGTH - Integer.BYTES, changed.capacity() - Frame.HEADER_LENGTH);
    return new Frame(changed.array());
  }

  /** The same response without its rows; only to be told of a statement that was prepared. */
  static Optional<Frame> emptied(Frame response) {
    if (response.opcode() != Opcode.RESULT) {
      return Optional.empty();
    }
    Body body = response.body();
    body.skipPreamble(response);
    if (body.readInt() != ROWS) {
      return Optional.empty();
    }
    int flags = body.readInt();
    body.readInt();
    if ((flags & NO_METADATA) == 0 || (flags & HAS_MORE_PAGES) != 0) {
      return Optional.empty();
    }
    ByteBuffer changed = ByteBuffer.allocate(body.position() + Integer.BYTES);
    changed.put(response.bytes(), 0, body.position()).putInt(0);
    changed.putInt(Frame.HEADER_LENGTH - Integer.BYTES, changed.capacity() - Frame.HEADER_LENGTH);
    return Optional.of(new Frame(changed.array()));
  }
}
