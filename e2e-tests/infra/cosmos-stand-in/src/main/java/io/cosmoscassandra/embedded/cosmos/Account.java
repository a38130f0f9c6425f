package io.cosmoscassandra.embedded.cosmos;

import java.util.List;

/**
 * Whose database it is.
 *
 * @param name the user to log in as, and the first part of the host name
 * @param key the password
 * @param consistency what the account grants to readers
 * @param multiRegionWrites whether several regions take writes
 */
public record Account(
    String name, String key, AccountConsistency consistency, boolean multiRegionWrites) {

  private static final String SUFFIX = ".cassandra.cosmos.azure.com";

  /** An account with what is usual: sessions are consistent, and one region takes the writes. */
  public static Account of(String name, String key) {
    return new Account(name, key, AccountConsistency.SESSION, false);
  }

  public Account with(AccountConsistency chosen) {
    return new Account(name, key, chosen, multiRegionWrites);
  }

  public Account withMultiRegionWrites() {
    return new Account(name, key, consistency, true);
  }

  /** The name in the account's certificate. */
  public String host() {
    return name + SUFFIX;
  }

  /** The names in the stand-in's certificate: the account's, and that of the emulator. */
  List<String> certificateNames() {
    return List.of(host(), "localhost");
  }
}
