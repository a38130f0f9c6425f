package io.cosmoscassandra.flink.client;

import static io.cosmoscassandra.flink.options.CassandraConnectorOptions.*;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.UnsupportedProtocolVersionException;
import com.datastax.oss.driver.api.core.auth.AuthenticationException;
import io.cosmoscassandra.flink.client.dialect.HostAndPort;
import io.cosmoscassandra.flink.client.driver.DriverErrors;
import io.cosmoscassandra.flink.client.failure.Causes;
import io.cosmoscassandra.flink.client.failure.ConnectionException;
import io.cosmoscassandra.flink.client.failure.ConnectionException.Outlook;
import io.cosmoscassandra.flink.client.failure.FailureDescription;
import io.cosmoscassandra.flink.text.Wording;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Explains why a session could not be opened, and names the options to check. */
final class ConnectionErrorExplainer {

  /** Matches the datacenter of each contact point in the driver's message. */
  private static final Pattern NODE_IN_DATACENTER = Pattern.compile("\\)=(?<name>[^,;]+)");

  private final ConnectionSettings settings;
  private final Throwable error;

  /** A message to the user, and whether it makes sense to try again. */
  private record Explanation(Outlook outlook, String message) {}

  private ConnectionErrorExplainer(ConnectionSettings settings, Throwable error) {
    this.settings = settings;
    this.error = error;
  }

  static ConnectionException explain(ConnectionSettings settings, Throwable error) {
    Throwable unwrapped = Causes.unwrap(error);
    if (unwrapped instanceof ConnectionException known) {
      return known;
    }
    Explanation explanation = new ConnectionErrorExplainer(settings, unwrapped).explanation();
    return new ConnectionException(explanation.outlook, explanation.message, unwrapped);
  }

  /** Explains why the schema could not be read although the session is open. */
  static ConnectionException schemaUnread(ConnectionSettings settings, Throwable error) {
    Throwable unwrapped = Causes.unwrap(error);
    return new ConnectionException(
        Outlook.TRANSIENT,
        "Could not read the schema of %s: %s. Check the database, or increase '%s'."
            .formatted(
                new ConnectionErrorExplainer(settings, unwrapped).target(),
                FailureDescription.of(unwrapped),
                REQUEST_TIMEOUT.key()),
        unwrapped);
  }

  private Explanation explanation() {
    return loginRejected()
        .or(() -> lasting(datacenterUnclear()))
        .or(() -> lasting(protocolUnknown()))
        .or(this::handshakeFailed)
        .or(() -> lasting(configurationRejected()))
        .orElseGet(this::unreachable);
  }

  private static Optional<Explanation> lasting(Optional<String> message) {
    return message.map(text -> new Explanation(Outlook.LASTING, text));
  }

  /** Explains an error before any connection: the driver has rejected its configuration. */
  private Optional<String> configurationRejected() {
    boolean connecting =
        find(DriverException.class).isPresent()
            || find(IOException.class).isPresent()
            || find(TimeoutException.class).isPresent();
    return connecting
        ? Optional.empty()
        : Optional.of(
            "Could not set up the driver: %s. Check the options 'driver.*' and 'connection.*'."
                .formatted(Causes.oneLine(error)));
  }

  private Optional<Explanation> loginRejected() {
    return find(AuthenticationException.class)
        .map(
            rejected ->
                new Explanation(
                    isUndecided(rejected) ? Outlook.TRANSIENT : Outlook.LASTING,
                    rejectionOfLogin(rejected)));
  }

  /** Whether the server cannot look passwords up now, for example because other nodes are down. */
  private static boolean isUndecided(AuthenticationException rejected) {
    return Causes.oneLine(rejected).contains("Unable to perform authentication");
  }

  private String rejectionOfLogin(AuthenticationException rejected) {
    if (settings.credentials() == null) {
      return "Login required by %s: set '%s' and '%s'."
          .formatted(target(), USERNAME.key(), PASSWORD.key());
    }
    return "Login of user '%s' rejected by %s: %s. Check '%s' and '%s'."
        .formatted(
            settings.credentials().username(),
            target(),
            Causes.oneLine(rejected),
            USERNAME.key(),
            settings.credentials().password().option().key());
  }

  private Optional<String> datacenterUnclear() {
    return find(IllegalStateException.class)
        .map(Throwable::getMessage)
        .filter(text -> text != null && text.contains("local DC"))
        .map(
            text -> {
              Set<String> found = new TreeSet<>();
              Matcher matcher = NODE_IN_DATACENTER.matcher(text);
              while (matcher.find()) {
                found.add(matcher.group("name").strip());
              }
              String seen =
                  found.isEmpty()
                      ? "no contact point reported its datacenter"
                      : "the contact points are in different datacenters: " + Wording.quoted(found);
              return "Option '%s' must be set: %s (%s)"
                  .formatted(LOCAL_DATACENTER.key(), seen, target());
            });
  }

  private Optional<String> protocolUnknown() {
    return find(UnsupportedProtocolVersionException.class)
        .map(
            unknown ->
                "None of the protocol versions tried is supported by %s: %s. Check '%s', '%s' and '%s', or set '%s'."
                    .formatted(
                        target(),
                        Causes.oneLine(unknown),
                        HOSTS.key(),
                        PORT.key(),
                        DIALECT.key(),
                        DRIVER_PREFIX + "advanced.protocol.version"));
  }

  private Optional<Explanation> handshakeFailed() {
    return find(SSLException.class)
        .map(
            failed -> {
              // The message of this error consists of the bytes that were received.
              String why =
                  DriverErrors.isNotTls(failed)
                      ? "the response was not TLS"
                      : Causes.oneLine(Causes.root(failed));
              return new Explanation(
                  isAboutCertificates(failed, why) ? Outlook.LASTING : Outlook.TRANSIENT,
                  "The TLS handshake with %s failed: %s. %s"
                      .formatted(target(), why, handshakeAdvice(failed, why)));
            });
  }

  /** Whether the server has been reached, and its certificate, ours, or TLS itself does not fit. */
  private static boolean isAboutCertificates(SSLException failed, String why) {
    return DriverErrors.isNotTls(failed)
        || why.contains("matching")
        || why.contains("subject alternative")
        || why.contains("certificat")
        || why.contains("PKIX")
        || why.contains("alert");
  }

  private static String handshakeAdvice(SSLException failed, String why) {
    if (DriverErrors.isNotTls(failed)) {
      return "The server does not use TLS on this port: check '%s', or set '%s' = 'false'."
          .formatted(PORT.key(), SSL_ENABLED.key());
    }
    if (why.contains("matching") || why.contains("subject alternative")) {
      return "The certificate was issued for another name: use that name in '%s' or, if you trust the network, set '%s' = 'false'."
          .formatted(HOSTS.key(), SSL_HOSTNAME_VERIFICATION.key());
    }
    if (why.contains("certification path") || why.contains("PKIX")) {
      return "The certificate is not trusted: '%s' must contain the certificate that signed it."
          .formatted(SSL_TRUSTSTORE_PATH.key());
    }
    if (why.contains("certificate")) {
      return "Check '%s': the server may require a client certificate."
          .formatted(SSL_KEYSTORE_PATH.key());
    }
    return "Check '%s', '%s' and '%s'."
        .formatted(SSL_TRUSTSTORE_PATH.key(), SSL_KEYSTORE_PATH.key(), PORT.key());
  }

  private Explanation unreachable() {
    List<Throwable> all = leaves();
    String seen =
        all.stream()
            .map(Causes::root)
            .filter(e -> !(e instanceof ClosedChannelException) || all.size() == 1)
            .map(Causes::oneLine)
            .distinct()
            .limit(3)
            .collect(Collectors.joining("; "));
    boolean nothingListens =
        all.stream()
            .map(Causes::root)
            .allMatch(
                e ->
                    e instanceof ConnectException
                        || e instanceof ClosedChannelException
                        || e instanceof UnknownHostException
                        || e instanceof UnresolvedAddressException);
    String tls =
        nothingListens || settings.tls().enabled()
            ? ""
            : " If the server requires TLS, set '%s' = 'true'.".formatted(SSL_ENABLED.key());
    if (error instanceof TimeoutException) {
      return new Explanation(
          Outlook.TRANSIENT,
          "The session with %s did not open in time. Check '%s' and the options 'driver.*', and look for errors of the driver in the log."
              .formatted(target(), CONNECTION_TIMEOUT.key()));
    }
    boolean unknownHosts =
        all.stream()
            .map(Causes::root)
            .allMatch(
                e -> e instanceof UnknownHostException || e instanceof UnresolvedAddressException);
    return new Explanation(
        unknownHosts ? Outlook.LASTING : Outlook.TRANSIENT,
        "Could not connect to %s: %s. Check '%s', '%s' and '%s'.%s"
            .formatted(target(), seen, HOSTS.key(), PORT.key(), CONNECTION_TIMEOUT.key(), tls));
  }

  private <T extends Throwable> Optional<T> find(Class<T> type) {
    return leaves().stream().flatMap(leaf -> Causes.find(leaf, type).stream()).findFirst();
  }

  private List<Throwable> leaves() {
    List<Throwable> leaves = new ArrayList<>();
    Causes.find(error, AllNodesFailedException.class)
        .ifPresent(all -> all.getAllErrors().values().forEach(leaves::addAll));
    // If nothing listens on a port, the driver reports a closed channel and suppresses the reason.
    List<Throwable> reasons = leaves.stream().flatMap(e -> Stream.of(e.getSuppressed())).toList();
    leaves.addAll(0, reasons);
    if (leaves.isEmpty()) {
      leaves.add(error);
    }
    return leaves;
  }

  private String target() {
    ClusterAddress cluster = settings.cluster();
    if (cluster.secureConnectBundle() != null) {
      return "the cluster of secure connect bundle " + cluster.secureConnectBundle();
    }
    return cluster.hosts().stream().map(HostAndPort::toString).collect(Collectors.joining(", "));
  }
}
