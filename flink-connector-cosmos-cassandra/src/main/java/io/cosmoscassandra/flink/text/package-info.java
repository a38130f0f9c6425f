/** Building blocks of messages: quoted lists, near misses and shortened values. */
package io.cosmoscassandra.flink.text;
