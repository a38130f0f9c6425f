/**
 * Test kit: tables, mutations, settings, declarations and one manual clock, for the tests of all
 * packages.
 */
package io.cosmoscassandra.flink.kit;
