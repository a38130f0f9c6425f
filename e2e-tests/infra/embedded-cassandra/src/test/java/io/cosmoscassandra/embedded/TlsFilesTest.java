package io.cosmoscassandra.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import org.junit.jupiter.api.Test;

class TlsFilesTest {

  private final TlsFiles files = TlsFiles.ofThisJvm();

  @Test
  void everyFormatHoldsTheSameAuthority() throws Exception {
    var jks = load(files.truststoreJks()).getCertificate("authority");
    assertThat(load(files.truststorePkcs12()).getCertificate("authority")).isEqualTo(jks);
    try (InputStream pem = Files.newInputStream(files.truststorePem())) {
      assertThat(CertificateFactory.getInstance("X.509").generateCertificate(pem)).isEqualTo(jks);
    }
  }

  @Test
  void clientIsSignedByTheAuthority() throws Exception {
    var authority = load(files.truststoreJks()).getCertificate("authority");
    load(files.clientKeystoreJks()).getCertificate("client").verify(authority.getPublicKey());
    load(files.clientKeystorePkcs12()).getCertificate("client").verify(authority.getPublicKey());
    assertThat(files.clientKeystorePem())
        .content()
        .contains("BEGIN PRIVATE KEY", "BEGIN CERTIFICATE");
  }

  private KeyStore load(Path file) throws IOException, GeneralSecurityException {
    return KeyStore.getInstance(file.toFile(), files.password().toCharArray());
  }
}
