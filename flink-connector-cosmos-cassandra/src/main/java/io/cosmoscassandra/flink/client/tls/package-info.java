/** TLS: key stores, PEM files and the contexts that are created from them. */
package io.cosmoscassandra.flink.client.tls;
