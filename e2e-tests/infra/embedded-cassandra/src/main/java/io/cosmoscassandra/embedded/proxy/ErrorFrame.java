package io.cosmoscassandra.embedded.proxy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The error that a client gets to read, with the details that its code demands. */
public final class ErrorFrame {

  private static final int QUORUM = 0x0004;
  private static final int REQUIRED = 2;
  private static final int RECEIVED = 1;
  private static final int FAILED = 1;

  private ErrorFrame() {}

  /** The error in answer to a request. */
  public static Frame of(Frame frame, ErrorCode code, String message) {
    return of(frame, new ClientRequest(frame, null, new PreparedQueries()), code, message);
  }

  static Frame of(Frame frame, ClientRequest request, ErrorCode code, String message) {
    return build(
        frame,
        out -> {
          writeHead(out, code, message);
          writeDetails(out, request, code);
        });
  }

  /** Says what Cassandra says of a version that is too new for it. */
  static Frame unsupportedVersion(Frame frame) {
    return build(
        frame,
        out ->
            writeHead(
                out,
                ErrorCode.PROTOCOL_ERROR,
                "Invalid or unsupported protocol version (%d); supported versions are (3/v3, 4/v4)"
                    .formatted(frame.version())));
  }

  private static void writeHead(DataOutputStream out, ErrorCode code, String message)
      throws IOException {
    out.writeInt(code.code());
    writeString(out, message);
  }

  private static void writeDetails(DataOutputStream out, ClientRequest request, ErrorCode code)
      throws IOException {
    switch (code) {
      case UNAVAILABLE -> {
        out.writeShort(QUORUM);
        out.writeInt(REQUIRED);
        out.writeInt(RECEIVED);
      }
      case WRITE_TIMEOUT -> {
        writeReplicas(out);
        writeString(out, request.writeType());
      }
      case READ_TIMEOUT -> {
        writeReplicas(out);
        out.writeByte(0);
      }
      case WRITE_FAILURE -> {
        writeReplicas(out);
        out.writeInt(FAILED);
        writeString(out, request.writeType());
      }
      case READ_FAILURE -> {
        writeReplicas(out);
        out.writeInt(FAILED);
        out.writeByte(0);
      }
      case UNPREPARED -> {
        byte[] id = request.preparedId().array();
        out.writeShort(id.length);
        out.write(id);
      }
      case SERVER_ERROR,
          PROTOCOL_ERROR,
          BAD_CREDENTIALS,
          OVERLOADED,
          IS_BOOTSTRAPPING,
          TRUNCATE_ERROR,
          SYNTAX_ERROR,
          UNAUTHORIZED,
          INVALID,
          CONFIG_ERROR -> {
        // These have nothing to add to their message.
      }
    }
  }

  private static void writeReplicas(DataOutputStream out) throws IOException {
    out.writeShort(QUORUM);
    out.writeInt(RECEIVED);
    out.writeInt(REQUIRED);
  }

  private static void writeString(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeShort(bytes.length);
    out.write(bytes);
  }

  private static Frame build(Frame request, Content content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      content.writeTo(new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    int version = Math.min(request.version(), Frame.HIGHEST_VERSION);
    return Frame.response(version, request.stream(), Opcode.ERROR, bytes.toByteArray());
  }

  private interface Content {
    void writeTo(DataOutputStream out) throws IOException;
  }
}
