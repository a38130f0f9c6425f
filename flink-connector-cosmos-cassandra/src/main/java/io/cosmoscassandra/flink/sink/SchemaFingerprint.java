package io.cosmoscassandra.flink.sink;

import io.cosmoscassandra.flink.options.CollectionWriteMode;
import io.cosmoscassandra.flink.schema.MappedColumn;
import io.cosmoscassandra.flink.schema.MappedTable;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.zip.CRC32C;

/**
 * Fingerprint of what staged mutations mean: rows that were staged with one layout cannot be read
 * with another, and a delete takes the whole row or, in a partial insert, the inserted columns.
 *
 * @param ofColumns the layout of the cells. It is the whole fingerprint of mutations without
 *     deletes, and of those that the first version staged, which did not note what a delete takes
 * @param ofDeletes the same together with what a delete takes
 */
record SchemaFingerprint(long ofColumns, long ofDeletes) {

  /**
   * The fingerprint of a sink.
   *
   * @param partial whether the sink writes only some of the declared columns
   */
  static SchemaFingerprint of(MappedTable table, boolean partial) {
    CRC32C fingerprint = new CRC32C();
    for (MappedColumn column : table.columns()) {
      update(
          fingerprint,
          column.name() + '\0' + column.kind() + '\0' + column.cqlType().asCql(true, true));
      if (column.writeMode() != CollectionWriteMode.OVERWRITE) {
        update(fingerprint, column.writeMode().toString());
      }
    }
    long ofColumns = fingerprint.getValue();
    update(fingerprint, partial ? "partial" : "whole");
    return new SchemaFingerprint(ofColumns, fingerprint.getValue());
  }

  private static void update(CRC32C fingerprint, String part) {
    fingerprint.update(part.getBytes(StandardCharsets.UTF_8));
    fingerprint.update(0);
  }

  /** The fingerprint of mutations from a query that may delete rows, or from one that does not. */
  long ofQuery(boolean mayDelete) {
    return mayDelete ? ofDeletes : ofColumns;
  }

  /** The fingerprints of all mutations that the sink can apply. */
  Set<Long> ofApplicable() {
    return Set.of(ofColumns, ofDeletes);
  }
}
