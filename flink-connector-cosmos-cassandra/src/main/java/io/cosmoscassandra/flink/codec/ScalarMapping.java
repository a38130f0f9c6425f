package io.cosmoscassandra.flink.codec;

import com.datastax.oss.driver.api.core.type.DataType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.flink.table.types.logical.LogicalType;

/**
 * A CQL type that is not made of others, with the Flink types that go with it.
 *
 * @param cqlType the CQL type
 * @param note what a user should know of it
 * @param codecs how to build the codec for each kind of Flink type; the best comes first
 */
record ScalarMapping(
    DataType cqlType, String note, Map<FlinkKind, Function<LogicalType, ElementCodec>> codecs) {

  static ScalarMapping of(DataType cqlType, String note) {
    return new ScalarMapping(cqlType, note, new LinkedHashMap<>());
  }

  /** Adds a kind of Flink type whose length or precision the codec has no use for. */
  ScalarMapping with(FlinkKind kind, CodecSupplier codec) {
    return withTyped(kind, type -> codec.get());
  }

  ScalarMapping withTyped(FlinkKind kind, Function<LogicalType, ElementCodec> codec) {
    Map<FlinkKind, Function<LogicalType, ElementCodec>> more = new LinkedHashMap<>(codecs);
    more.put(kind, codec);
    return new ScalarMapping(cqlType, note, more);
  }

  Optional<ElementCodec> codec(LogicalType type) {
    return codecs.entrySet().stream()
        .filter(entry -> entry.getKey().includes(type))
        .findFirst()
        .map(entry -> entry.getValue().apply(type));
  }

  /** How a user writes the Flink types that fit, the best first. */
  List<String> flinkTypes() {
    return codecs.keySet().stream().map(FlinkKind::sql).toList();
  }

  /** Builds one more codec. */
  @FunctionalInterface
  interface CodecSupplier {
    ElementCodec get();
  }
}
