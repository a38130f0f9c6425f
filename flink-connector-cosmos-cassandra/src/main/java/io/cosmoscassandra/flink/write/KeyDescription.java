package io.cosmoscassandra.flink.write;

import com.datastax.oss.driver.api.core.ProtocolVersion;
import com.datastax.oss.driver.api.core.type.codec.TypeCodec;
import com.datastax.oss.driver.api.core.type.codec.registry.CodecRegistry;
import io.cosmoscassandra.flink.schema.MappedColumn;
import io.cosmoscassandra.flink.schema.MappedTable;
import io.cosmoscassandra.flink.text.ShownValue;
import java.nio.ByteBuffer;
import java.util.StringJoiner;

/** Describes a row in messages by its key, written as in CQL, and its table. */
final class KeyDescription {

  private final MappedTable table;

  KeyDescription(MappedTable table) {
    this.table = table;
  }

  String table() {
    return table.name().toString();
  }

  String of(Mutation mutation) {
    StringJoiner key = new StringJoiner(" AND ", "the row ", " of table ");
    byte[] cells = mutation.cells();
    int offset = 0;
    for (MappedColumn column : table.columns().subList(0, table.keyLength())) {
      int length = Cells.lengthAt(cells, offset);
      ByteBuffer bytes = ByteBuffer.wrap(cells, offset + Cells.LENGTH_BYTES, length);
      TypeCodec<Object> codec = CodecRegistry.DEFAULT.codecFor(column.cqlType());
      String value = codec.format(codec.decode(bytes.slice(), ProtocolVersion.V4));
      key.add(column.name() + " = " + ShownValue.unquoted(value));
      offset = Cells.next(cells, offset);
    }
    return key.toString() + table.name();
  }
}
