/** Tests of logins, TLS and the rights that the sink needs in the database. */
package io.cosmoscassandra.flink.it.access;
