package io.cosmoscassandra.flink.client.login;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.annotation.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Supplies the password that a file contains. The file is read every few seconds, not watched:
 * mounted secrets are replaced by moving a link, which many file systems do not report.
 */
final class PasswordFile implements PasswordSupplier {

  private static final Logger LOG = LoggerFactory.getLogger(PasswordFile.class);

  /** Short, since new connections are rejected between the change of the role and the next read. */
  private static final Duration BETWEEN_READS = Duration.ofSeconds(5);

  /** More than any token has; so the wrong file does not fill the memory. */
  private static final int MAX_BYTES = 65_536;

  private final String path;

  /** The password that was read last; null at first. */
  @Nullable private Secret last;

  PasswordFile(String path) {
    this.path = path;
  }

  /** Reads the file. No message has any of its content. */
  @Override
  public String get() throws IOException {
    String password = withoutLineEnd(read());
    if (password.isEmpty()) {
      throw new IOException("the file is empty");
    }
    if (password.lines().count() > 1) {
      throw new IOException("the file has several lines; it must contain the password only");
    }
    Secret current = new Secret(password);
    if (last != null && !last.equals(current)) {
      LOG.info("File {} has a new password. New connections use it.", path);
    }
    last = current;
    return password;
  }

  private String read() throws IOException {
    Path file = Path.of(path);
    if (!Files.isReadable(file)) {
      throw new IOException("the file does not exist on this machine, or cannot be read");
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new IOException("the file is too large for a password");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  /** Editors and shells end a file with the end of a line. */
  private static String withoutLineEnd(String content) {
    if (content.endsWith("\r\n")) {
      return content.substring(0, content.length() - 2);
    }
    return content.endsWith("\n") ? content.substring(0, content.length() - 1) : content;
  }

  @Override
  public Duration refreshInterval() {
    return BETWEEN_READS;
  }
}
