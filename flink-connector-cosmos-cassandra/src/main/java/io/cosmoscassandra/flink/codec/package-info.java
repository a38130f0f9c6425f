/** Values of Flink to and from the bytes of CQL values, for each supported pair of types. */
package io.cosmoscassandra.flink.codec;
