/** Logins, and suppliers of passwords that change. */
package io.cosmoscassandra.flink.client.login;
