/** Tests of the values of all types, with random rows. */
package io.cosmoscassandra.flink.it.types;
