package io.cosmoscassandra.flink.codec;

import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.protocol.internal.ProtocolConstants;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** The orders of the types that are no collections. */
enum ScalarOrder implements ValueOrder {
  UNSIGNED_BYTES {
    @Override
    public int compare(byte[] bytes, int a, int lengthA, int b, int lengthB) {
      return Arrays.compareUnsigned(bytes, a, a + lengthA, bytes, b, b + lengthB);
    }
  },
  /** Two's complement of one length. */
  SIGNED {
    @Override
    public int compare(byte[] bytes, int a, int lengthA, int b, int lengthB) {
      int signs = Byte.compare(bytes[a], bytes[b]);
      return signs != 0 ? signs : UNSIGNED_BYTES.compare(bytes, a, lengthA, b, lengthB);
    }
  },
  VARINT {
    @Override
    public int compare(byte[] bytes, int a, int lengthA, int b, int lengthB) {
      return new BigInteger(bytes, a, lengthA).compareTo(new BigInteger(bytes, b, lengthB));
    }
  },
  DECIMAL {
    @Override
    public int compare(byte[] bytes, int a, int lengthA, int b, int lengthB) {
      return decimal(bytes, a, lengthA).compareTo(decimal(bytes, b, lengthB));
    }

    private BigDecimal decimal(byte[] bytes, int start, int length) {
      return CqlDecimal.read(ByteBuffer.wrap(bytes, start, length));
    }
  },
  FLOAT {
    @Override
    public int compare(byte[] bytes, int a, int lengthA, int b, int lengthB) {
      return Float.compare(
          Float.intBitsToFloat(BigEndian.intAt(bytes, a)),
          Float.intBitsToFloat(BigEndian.intAt(bytes, b)));
    }
  },
  DOUBLE {
    @Override
    public int compare(byte[] bytes, int a, int lengthA, int b, int lengthB) {
      return Double.compare(
          Double.longBitsToDouble(BigEndian.longAt(bytes, a)),
          Double.longBitsToDouble(BigEndian.longAt(bytes, b)));
    }
  },
  /** By version; those of version 1 by their time. */
  UUID {
    @Override
    public int compare(byte[] bytes, int a, int lengthA, int b, int lengthB) {
      int versionA = CqlUuid.version(bytes[a + VERSION]);
      int versions = Integer.compare(versionA, CqlUuid.version(bytes[b + VERSION]));
      if (versions != 0) {
        return versions;
      }
      int times = versionA == 1 ? Long.compare(time(bytes, a), time(bytes, b)) : 0;
      return times != 0 ? times : UNSIGNED_BYTES.compare(bytes, a, lengthA, b, lengthB);
    }
  },
  /** By time, then by the other half, whose bytes are compared as signed ones. */
  TIMEUUID {
    @Override
    public int compare(byte[] bytes, int a, int lengthA, int b, int lengthB) {
      int times = Long.compare(time(bytes, a), time(bytes, b));
      return times != 0
          ? times
          : Arrays.compare(bytes, a + Long.BYTES, a + lengthA, bytes, b + Long.BYTES, b + lengthB);
    }
  };

  /** The byte of a UUID that tells its version. */
  private static final int VERSION = 6;

  /** The order of a type that is neither a collection nor made of fields. */
  static ScalarOrder of(DataType type) {
    return switch (type.getProtocolCode()) {
      case ProtocolConstants.DataType.TINYINT,
          ProtocolConstants.DataType.SMALLINT,
          ProtocolConstants.DataType.INT,
          ProtocolConstants.DataType.BIGINT,
          ProtocolConstants.DataType.COUNTER,
          ProtocolConstants.DataType.TIMESTAMP ->
          SIGNED;
      case ProtocolConstants.DataType.VARINT -> VARINT;
      case ProtocolConstants.DataType.DECIMAL -> DECIMAL;
      case ProtocolConstants.DataType.FLOAT -> FLOAT;
      case ProtocolConstants.DataType.DOUBLE -> DOUBLE;
      case ProtocolConstants.DataType.UUID -> UUID;
      case ProtocolConstants.DataType.TIMEUUID -> TIMEUUID;
      default -> UNSIGNED_BYTES;
    };
  }

  /** The time of a UUID of version 1 with its highest bits first, the version being one of them. */
  private static long time(byte[] bytes, int start) {
    long stored = BigEndian.longAt(bytes, start);
    return stored << 48 | (stored << 16 & 0xFFFF_0000_0000L) | stored >>> 32;
  }
}
