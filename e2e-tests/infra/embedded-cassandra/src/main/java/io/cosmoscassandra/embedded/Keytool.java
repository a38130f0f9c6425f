package io.cosmoscassandra.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The JDK's own tool for key pairs, which the Java API cannot sign. */
final class Keytool {

  private final Path keystore;
  private final String password;

  Keytool(Path keystore, String password) {
    this.keystore = keystore;
    this.password = password;
  }

  /** Adds a key pair whose certificate it signs itself and that may sign those of others. */
  void addAuthority(String alias) {
    generate(alias, List.of("-ext", "bc:critical=ca:true", "-ext", "ku=keyCertSign,cRLSign"));
  }

  /** Adds a key pair whose certificate the authority signs. */
  void addSigned(String alias, String authority, String alternativeNames) {
    generate(alias, List.of("-signer", authority, "-ext", "san=" + alternativeNames));
  }

  private void generate(String alias, List<String> more) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC", "-genkeypair"));
    command.addAll(List.of("-alias", alias, "-dname", "CN=" + alias));
    command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1", "-validity", "30"));
    command.addAll(List.of("-storetype", "PKCS12", "-keystore", keystore.toString()));
    command.addAll(List.of("-storepass", password));
    command.addAll(more);
    run(command);
  }

  private static void run(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException("keytool failed: " + output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while keytool ran", e);
    }
  }
}
