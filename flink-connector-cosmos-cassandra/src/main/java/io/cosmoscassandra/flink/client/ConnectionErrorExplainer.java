package io.cosmoscassandra.flink.client;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.UnsupportedProtocolVersionException;
import com.datastax.oss.driver.api.core.auth.AuthenticationException;
import io.cosmoscassandra.flink.client.dialect.HostAndPort;
import io.cosmoscassandra.flink.client.driver.DriverErrors;
import io.cosmoscassandra.flink.client.failure.Causes;
import io.cosmoscassandra.flink.client.failure.ConnectionException;
import io.cosmoscassandra.flink.client.failure.FailureClassifier;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.util.ArrayList;
import java.util.Collection;
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

/** Says in terms of our options why no session could be opened. */
final class ConnectionErrorExplainer {

  /** How the driver lists contact points with their data centres. */
  private static final Pattern NODE_IN_DATACENTER = Pattern.compile("\\)=(?<name>[^,;]+)");

  private final ConnectionSettings settings;
  private final Throwable error;

  private ConnectionErrorExplainer(ConnectionSettings settings, Throwable error) {
    this.settings = settings;
    this.error = error;
  }

  static ConnectionException explain(ConnectionSettings settings, Throwable error) {
    Throwable unwrapped = Causes.unwrap(error);
    if (unwrapped instanceof ConnectionException known) {
      return known;
    }
    return new ConnectionException(
        new ConnectionErrorExplainer(settings, unwrapped).message(), unwrapped);
  }

  /** The session is open, but what there is to write to is unknown. */
  static ConnectionException schemaUnread(ConnectionSettings settings, Throwable error) {
    Throwable unwrapped = Causes.unwrap(error);
    return new ConnectionException(
        "The schema of %s could not be read: %s. Look at the database, or give it more time with 'request.timeout'"
            .formatted(
                new ConnectionErrorExplainer(settings, unwrapped).target(),
                FailureClassifier.describe(unwrapped)),
        unwrapped);
  }

  static String quoted(Collection<String> names) {
    return names.stream().map(n -> "'" + n + "'").collect(Collectors.joining(", "));
  }

  private String message() {
    return loginRefused()
        .or(this::datacenterUnclear)
        .or(this::protocolUnknown)
        .or(this::handshakeFailed)
        .or(this::settingRefused)
        .orElseGet(this::unreachable);
  }

  /** What is no trouble of a connection is the driver's with its configuration. */
  private Optional<String> settingRefused() {
    boolean reachedOut =
        find(DriverException.class).isPresent()
            || find(IOException.class).isPresent()
            || find(TimeoutException.class).isPresent();
    return reachedOut
        ? Optional.empty()
        : Optional.of(
            "The driver could not be set up: %s; check the options 'driver.*' and"
                    .formatted(Causes.oneLine(error))
                + " 'connection.*'");
  }

  private Optional<String> loginRefused() {
    return find(AuthenticationException.class)
        .map(
            refused -> {
              if (settings.credentials() == null) {
                return "%s asks for a log-in: set 'username' and 'password'".formatted(target());
              }
              return "%s refused the log-in of user '%s': check 'username' and 'password' (%s)"
                  .formatted(target(), settings.credentials().username(), Causes.oneLine(refused));
            });
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
                      ? "no contact point told its data centre"
                      : "the contact points lie in " + quoted(found);
              return "local-datacenter: must be set, because %s (%s)".formatted(seen, target());
            });
  }

  private Optional<String> protocolUnknown() {
    return find(UnsupportedProtocolVersionException.class)
        .map(
            unknown ->
                "%s speaks no version of the protocol that was tried; check 'hosts', 'port' and"
                        .formatted(target())
                    + " 'dialect', or set 'driver.advanced.protocol.version' (%s)"
                        .formatted(Causes.oneLine(unknown)));
  }

  private Optional<String> handshakeFailed() {
    return find(SSLException.class)
        .map(
            failed -> {
              // The text of this one is the answer's bytes.
              String why =
                  DriverErrors.isNotTls(failed)
                      ? "no TLS came back"
                      : Causes.oneLine(Causes.root(failed));
              return "The TLS handshake with %s failed: %s; %s"
                  .formatted(target(), why, handshakeAdvice(failed, why));
            });
  }

  private String handshakeAdvice(SSLException failed, String why) {
    if (DriverErrors.isNotTls(failed)) {
      return "the server does not speak TLS on this port: check 'port', or set 'ssl.enabled' ="
          + " 'false'";
    }
    if (why.contains("matching") || why.contains("subject alternative")) {
      return "the certificate is for another name: write in 'hosts' a name it carries, or, if you"
          + " trust the network, set 'ssl.hostname-verification' = 'false'";
    }
    if (why.contains("certification path") || why.contains("PKIX")) {
      return "the certificate is not trusted: give in 'ssl.truststore.path' the one that signed it";
    }
    if (why.contains("certificate")) {
      return "check 'ssl.keystore.path': the server may want to see a certificate of the client";
    }
    return "check 'ssl.truststore.path', 'ssl.keystore.path' and 'port'";
  }

  private String unreachable() {
    List<Throwable> all = leaves();
    String seen =
        all.stream()
            .map(Causes::root)
            .filter(e -> !(e instanceof ClosedChannelException) || all.size() == 1)
            .map(Causes::oneLine)
            .distinct()
            .limit(3)
            .collect(Collectors.joining("; "));
    boolean nobodyListens =
        all.stream()
            .map(Causes::root)
            .allMatch(
                e ->
                    e instanceof ConnectException
                        || e instanceof ClosedChannelException
                        || e instanceof UnknownHostException
                        || e instanceof UnresolvedAddressException);
    String tls =
        nobodyListens || settings.tls().enabled()
            ? ""
            : "; if the server wants TLS, set 'ssl.enabled' = 'true'";
    if (error instanceof TimeoutException) {
      return "The session to %s was not ready in time; check 'connection.timeout' and the options"
              .formatted(target())
          + " 'driver.*', and look for errors of the driver in the log";
    }
    return "Could not connect to %s: %s. Check 'hosts', 'port' and 'connection.timeout'%s"
        .formatted(target(), seen, tls);
  }

  private <T extends Throwable> Optional<T> find(Class<T> type) {
    return leaves().stream().flatMap(leaf -> Causes.find(leaf, type).stream()).findFirst();
  }

  private List<Throwable> leaves() {
    List<Throwable> leaves = new ArrayList<>();
    Causes.find(error, AllNodesFailedException.class)
        .ifPresent(all -> all.getAllErrors().values().forEach(leaves::addAll));
    // Where nobody listens, the driver's error is a closed channel; why it closed is beside it.
    List<Throwable> beside = leaves.stream().flatMap(e -> Stream.of(e.getSuppressed())).toList();
    leaves.addAll(0, beside);
    if (leaves.isEmpty()) {
      leaves.add(error);
    }
    return leaves;
  }

  private String target() {
    if (settings.secureConnectBundle() != null) {
      return "The cluster of secure connect bundle " + settings.secureConnectBundle();
    }
    return settings.hosts().stream().map(HostAndPort::toString).collect(Collectors.joining(", "));
  }
}
