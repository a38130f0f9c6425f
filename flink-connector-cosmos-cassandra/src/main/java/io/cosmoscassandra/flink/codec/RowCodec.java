package io.cosmoscassandra.flink.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;

/** ROW in a user-defined type or a {@code tuple}. */
final class RowCodec extends ObjectCodec<RowData> {

  private final int arity;
  private final Field[] fields;

  /**
   * @param arity how many fields the ROW has
   * @param fields the fields in the order of the CQL type; null where the ROW has none
   */
  RowCodec(int arity, List<Field> fields) {
    super(FieldAccess.row(arity));
    this.arity = arity;
    this.fields = fields.toArray(Field[]::new);
  }

  @Override
  void write(RowData value, DataOutputSerializer out) throws IOException {
    for (Field field : fields) {
      if (field == null) {
        encodeNull(out);
        continue;
      }
      try {
        field.codec().encodeSizedField(value, field.position(), out);
      } catch (ValueException e) {
        throw e.at("field " + field.name());
      }
    }
  }

  @Override
  Object read(ByteBuffer bytes) {
    GenericRowData row = new GenericRowData(arity);
    for (Field field : fields) {
      // A value that was written before the type got more fields ends early.
      if (!bytes.hasRemaining()) {
        break;
      }
      if (field == null) {
        next(Math.max(bytes.getInt(), 0), bytes);
      } else {
        row.setField(field.position(), field.codec().decodeSized(bytes));
      }
    }
    return row;
  }

  /** A field of the CQL type that the ROW has at the position. */
  record Field(String name, int position, ElementCodec codec) {}
}
