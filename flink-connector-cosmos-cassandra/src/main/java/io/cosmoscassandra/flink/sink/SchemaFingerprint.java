package io.cosmoscassandra.flink.sink;

import io.cosmoscassandra.flink.schema.MappedColumn;
import io.cosmoscassandra.flink.schema.MappedTable;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * Fingerprint of the layout of rows in mutations: rows that were staged with one layout cannot be
 * read with another.
 */
final class SchemaFingerprint {

  private SchemaFingerprint() {}

  static long of(MappedTable table) {
    CRC32C fingerprint = new CRC32C();
    for (MappedColumn column : table.columns()) {
      String layout =
          column.name() + '\0' + column.kind() + '\0' + column.cqlType().asCql(true, true);
      fingerprint.update(layout.getBytes(StandardCharsets.UTF_8));
      fingerprint.update(0);
    }
    return fingerprint.getValue();
  }
}
