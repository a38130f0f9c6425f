package io.cosmoscassandra.flink.client.tls;

import java.io.Serializable;
import org.apache.flink.annotation.Internal;

/**
 * How connections are encrypted and whom they trust.
 *
 * @param enabled whether they are encrypted at all
 * @param truststore whose certificates are trusted; null for those Java trusts
 * @param keystore what the client shows of itself; null for nothing
 * @param hostnameVerification whether a node's certificate must carry its name
 */
@Internal
public record TlsSettings(
    boolean enabled, KeyStoreFile truststore, KeyStoreFile keystore, boolean hostnameVerification)
    implements Serializable {}
