package io.cosmoscassandra.flink.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.ProtocolVersion;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.datastax.oss.driver.api.core.type.codec.TypeCodec;
import com.datastax.oss.driver.api.core.type.codec.registry.CodecRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.stream.Stream;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.types.logical.BigIntType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random values of every pair of types against the driver's own codecs, and back. */
class RoundTripTest {

  private static final int VALUES = 100;
  private static final long SEED = Long.getLong("test.seed", System.nanoTime());

  static Stream<TypePair> pairs() {
    return Stream.concat(
        TypePairs.all(TypePairs.address("ks")).stream(),
        Stream.of(new TypePair(new BigIntType(), DataTypes.COUNTER)));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void driverReadsWhatWeWrite(TypePair pair) throws Exception {
    RandomValues values = new RandomValues(SEED);
    ElementCodec codec = codec(pair);
    TypeCodec<Object> driverCodec = CodecRegistry.DEFAULT.codecFor(pair.cqlType());
    for (int i = 0; i < VALUES; i++) {
      RandomValues.Sample sample = values.next(pair);
      ByteBuffer bytes = encode(codec, sample.flink());
      assertThat(driverCodec.decode(bytes, ProtocolVersion.DEFAULT))
          .as("seed %d, value %d", SEED, i)
          .isEqualTo(sample.driver());
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void weReadWhatTheDriverWrites(TypePair pair) throws Exception {
    RandomValues values = new RandomValues(SEED);
    ElementCodec codec = codec(pair);
    TypeCodec<Object> driverCodec = CodecRegistry.DEFAULT.codecFor(pair.cqlType());
    for (int i = 0; i < VALUES; i++) {
      RandomValues.Sample sample = values.next(pair);
      ByteBuffer bytes = driverCodec.encode(sample.driver(), ProtocolVersion.DEFAULT);
      // Two values of Flink's are the same if they have the same bytes: arrays have no equality.
      assertThat(encode(codec, codec.decode(bytes)))
          .as("seed %d, value %d", SEED, i)
          .isEqualTo(encode(codec, sample.flink()));
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void fieldsAndElementsAreEncodedAsValuesAre(TypePair pair) throws Exception {
    RandomValues values = new RandomValues(SEED);
    ElementCodec codec = codec(pair);
    for (int i = 0; i < VALUES / 5; i++) {
      Object value = values.next(pair).flink();
      DataOutputSerializer field = new DataOutputSerializer(1);
      codec.encodeField(GenericRowData.of(null, value), 1, field);
      DataOutputSerializer element = new DataOutputSerializer(1);
      codec.encodeElement(new GenericArrayData(new Object[] {null, value}), 1, element);
      assertThat(ByteBuffer.wrap(field.getCopyOfBuffer()))
          .as("seed %d, value %d", SEED, i)
          .isEqualTo(ByteBuffer.wrap(element.getCopyOfBuffer()))
          .isEqualTo(encode(codec, value));
    }
  }

  private static ElementCodec codec(TypePair pair) throws IncompatibleTypeException {
    return (ElementCodec) ValueCodecs.between(pair.flinkType(), pair.cqlType());
  }

  private static ByteBuffer encode(ValueCodec codec, Object value) throws IOException {
    // Behind other bytes, as in a row.
    DataOutputSerializer out = new DataOutputSerializer(1);
    out.writeByte(7);
    codec.encode(value, out);
    return ByteBuffer.wrap(out.getCopyOfBuffer(), 1, out.length() - 1).slice();
  }
}
