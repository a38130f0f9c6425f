package io.cosmoscassandra.flink.client.dialect;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The host name of an Azure Cosmos DB account.
 *
 * @param account the name of the account
 * @param suffix the domain of the cloud, with its leading dot
 */
record CosmosHost(String account, String suffix) {

  private static final List<String> SUFFIXES =
      List.of(
          ".cassandra.cosmos.azure.com",
          ".cassandra.cosmosdb.azure.com",
          ".cassandra.cosmos.azure.us",
          ".cassandra.cosmos.azure.cn");
  private static final String PRIVATE_LINK = ".privatelink";

  /** The account that a host name belongs to; empty for other hosts. */
  static Optional<CosmosHost> of(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    if (name.endsWith(".")) {
      name = name.substring(0, name.length() - 1);
    }
    for (String suffix : SUFFIXES) {
      if (name.endsWith(suffix)) {
        String account = name.substring(0, name.length() - suffix.length());
        if (account.endsWith(PRIVATE_LINK)) {
          account = account.substring(0, account.length() - PRIVATE_LINK.length());
        }
        return account.isEmpty() ? Optional.empty() : Optional.of(new CosmosHost(account, suffix));
      }
    }
    return Optional.empty();
  }

  /** The name in the account's certificate, which does not contain the name of a private link. */
  String publicName() {
    return account + suffix;
  }
}
