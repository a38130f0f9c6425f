package io.cosmoscassandra.flink.client.tls;

import java.io.Serializable;
import javax.annotation.Nullable;
import org.apache.flink.annotation.Internal;

/**
 * Determines how connections are encrypted, and which servers they trust.
 *
 * @param enabled whether connections are encrypted
 * @param truststore the trusted certificates, or null for those that Java trusts
 * @param keystore the key and certificate of the client, or null for none
 * @param hostnameVerification whether a node's certificate must contain the name of the node
 */
@Internal
public record TlsSettings(
    boolean enabled,
    @Nullable KeyStoreFile truststore,
    @Nullable KeyStoreFile keystore,
    boolean hostnameVerification)
    implements Serializable {}
