/** TLS: key stores, PEM files and the contexts made from them. */
package io.cosmoscassandra.flink.client.tls;
