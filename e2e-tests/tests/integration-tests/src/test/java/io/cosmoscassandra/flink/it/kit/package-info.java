/**
 * The harness of the integration tests: clusters of Flink, jobs, changelogs and checks of tables.
 */
package io.cosmoscassandra.flink.it.kit;
