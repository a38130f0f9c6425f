package io.cosmoscassandra.flink.client.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cosmoscassandra.flink.client.failure.ConnectionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PasswordFileTest {

  private Path path;
  private PasswordFile file;

  @BeforeEach
  void createFile(@TempDir Path directory) {
    path = directory.resolve("password");
    file = new PasswordFile(path.toString());
  }

  private void write(String content) throws IOException {
    Files.writeString(path, content);
  }

  @Test
  void contentIsThePassword() throws Exception {
    write("  swordfish ");
    assertThat(file.get()).isEqualTo("  swordfish ");
  }

  @Test
  void endOfTheLineIsNotAPartOfThePassword() throws Exception {
    write("swordfish\n");
    assertThat(file.get()).isEqualTo("swordfish");
    write("swordfish\r\n");
    assertThat(file.get()).isEqualTo("swordfish");
  }

  @Test
  void changedFileIsReadAgain() throws Exception {
    write("old");
    assertThat(file.get()).isEqualTo("old");
    write("new");
    assertThat(file.get()).isEqualTo("new");
  }

  @Test
  void fileWithSeveralLinesIsRejectedAndNotShown() throws Exception {
    write(String.join(System.lineSeparator(), "user", "swordfish"));
    assertThatThrownBy(file::get)
        .hasMessage("the file has several lines; it must contain the password only")
        .hasMessageNotContaining("swordfish");
  }

  @Test
  void emptyFileIsRejected() throws Exception {
    write(System.lineSeparator());
    assertThatThrownBy(file::get).hasMessage("the file is empty");
  }

  @Test
  void largeFileIsRejected() throws Exception {
    write("x".repeat(65_537));
    assertThatThrownBy(file::get).hasMessage("the file is too large for a password");
  }

  @Test
  void missingFileIsReportedWithItsOption() {
    assertThatThrownBy(
            () ->
                SuppliedPasswords.of(
                        "ann", new PasswordOrigin.InFile(path.toString()), Duration.ofMinutes(1))
                    .close())
        .isInstanceOf(ConnectionException.class)
        .hasMessage(
            "Option 'password-file': file '%s' did not supply a password: the file does not exist"
                + " on this machine, or cannot be read",
            path);
  }
}
