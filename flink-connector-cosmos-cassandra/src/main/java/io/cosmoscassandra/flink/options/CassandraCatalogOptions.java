package io.cosmoscassandra.flink.options;

import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/**
 * Options of {@code CREATE CATALOG} beside those of the connection, and of the tables that a
 * catalog creates. It contains declarations only.
 */
@PublicEvolving
public final class CassandraCatalogOptions {

  /** Prefix of options that hold for all tables of a catalog. */
  public static final String TABLE_PREFIX = "table.";

  /** Prefix of options that choose the Flink type for a CQL type. */
  public static final String FLINK_TYPE_PREFIX = "flink-type.";

  /** Prefix of options that choose the CQL type of a column. */
  public static final String CQL_TYPE_PREFIX = "cql-type.";

  // ---------------------------------------------------------------- catalog

  /** {@code default-database} */
  public static final ConfigOption<String> DEFAULT_DATABASE =
      ConfigOptions.key("default-database")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Keyspace that is in use after USE CATALOG. Default: the keyspace, if there is only"
                  + " one.");

  /** {@code system-databases} */
  public static final ConfigOption<Boolean> SYSTEM_DATABASES =
      ConfigOptions.key("system-databases")
          .booleanType()
          .defaultValue(false)
          .withDescription(
              "Whether the keyspaces in which the server keeps its own data are databases, too."
                  + " Their tables can be described and not be used.");

  /** {@code metadata-columns} */
  public static final ConfigOption<Boolean> METADATA_COLUMNS =
      ConfigOptions.key("metadata-columns")
          .booleanType()
          .defaultValue(false)
          .withDescription(
              "Whether tables have the virtual columns '$writetime', '$ttl' and '$token'. Flink"
                  + " does not leave a DELETE without a condition to a table with such columns.");

  // ---------------------------------------------------------------- tables

  /** {@code primary-key} */
  public static final ConfigOption<String> PRIMARY_KEY =
      ConfigOptions.key("primary-key")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Columns of the primary key, separated by commas, for a CREATE TABLE AS that cannot"
                  + " declare one.");

  /** {@code partition-key} */
  public static final ConfigOption<String> PARTITION_KEY =
      ConfigOptions.key("partition-key")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Columns of the primary key that form the partition key, separated by commas. The"
                  + " other columns of the primary key become clustering columns. Default: the"
                  + " columns of DISTRIBUTED BY, or else the first column of the primary key.");

  /** {@code clustering-order} */
  public static final ConfigOption<String> CLUSTERING_ORDER =
      ConfigOptions.key("clustering-order")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Order of the rows in a partition, as 'column DESC, column ASC'. Default:"
                  + " ascending.");

  /** {@code static-columns} */
  public static final ConfigOption<String> STATIC_COLUMNS =
      ConfigOptions.key("static-columns")
          .stringType()
          .noDefaultValue()
          .withDescription("Columns of which each partition has one value, separated by commas.");

  private CassandraCatalogOptions() {}
}
