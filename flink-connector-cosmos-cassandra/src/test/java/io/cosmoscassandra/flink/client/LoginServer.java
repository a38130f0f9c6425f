package io.cosmoscassandra.flink.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Speaks as much of version 4 of the native protocol as it takes to reject a login. */
final class LoginServer implements AutoCloseable {

  private static final int ERROR = 0x00;
  private static final int STARTUP = 0x01;
  private static final int AUTHENTICATE = 0x03;
  private static final int OPTIONS = 0x05;
  private static final int SUPPORTED = 0x06;
  private static final int BAD_CREDENTIALS = 0x0100;
  private static final int PROTOCOL_ERROR = 0x000A;

  private final ServerSocket socket;
  private final boolean knowsVersion4;
  private final String rejection;

  LoginServer(boolean knowsVersion4) throws IOException {
    this(knowsVersion4, "Provided username and/or password are incorrect");
  }

  LoginServer(boolean knowsVersion4, String rejection) throws IOException {
    this.knowsVersion4 = knowsVersion4;
    this.rejection = rejection;
    socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::serve, "login-server");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return socket.getLocalPort();
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (Socket client = socket.accept()) {
        answer(
            new DataInputStream(client.getInputStream()),
            new DataOutputStream(client.getOutputStream()));
      } catch (IOException e) {
        // This client is gone; the next may come.
      }
    }
  }

  private void answer(DataInputStream in, DataOutputStream out) throws IOException {
    while (true) {
      int version = in.readByte();
      in.readByte();
      int stream = in.readShort();
      int opcode = in.readByte();
      in.skipNBytes(in.readInt());
      if (version != 4 || !knowsVersion4) {
        error(out, stream, PROTOCOL_ERROR, "Invalid or unsupported protocol version");
      } else if (opcode == OPTIONS) {
        reply(out, stream, SUPPORTED, new byte[] {0, 0});
      } else if (opcode == STARTUP) {
        reply(out, stream, AUTHENTICATE, string("org.example.PasswordAuthenticator"));
      } else {
        error(out, stream, BAD_CREDENTIALS, rejection);
      }
    }
  }

  private static void error(DataOutputStream out, int stream, int code, String message)
      throws IOException {
    byte[] text = string(message);
    byte[] body = new byte[Integer.BYTES + text.length];
    body[2] = (byte) (code >> 8);
    body[3] = (byte) code;
    System.arraycopy(text, 0, body, Integer.BYTES, text.length);
    reply(out, stream, ERROR, body);
  }

  private static byte[] string(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    byte[] prefixed = new byte[Short.BYTES + bytes.length];
    prefixed[0] = (byte) (bytes.length >> 8);
    prefixed[1] = (byte) bytes.length;
    System.arraycopy(bytes, 0, prefixed, Short.BYTES, bytes.length);
    return prefixed;
  }

  private static void reply(DataOutputStream out, int stream, int opcode, byte[] body)
      throws IOException {
    out.writeByte(0x84);
    out.writeByte(0);
    out.writeShort(stream);
    out.writeByte(opcode);
    out.writeInt(body.length);
    out.write(body);
    out.flush();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
