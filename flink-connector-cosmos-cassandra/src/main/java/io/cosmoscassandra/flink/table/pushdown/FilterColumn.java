package io.cosmoscassandra.flink.table.pushdown;

/**
 * A column that the server can compare with values although they do not name a place in the order
 * of the key.
 *
 * @param column the column
 * @param index the index that finds its rows
 * @param key whether the column is part of the primary key
 */
public record FilterColumn(PushableColumn column, Index index, boolean key) {

  /** A kind of index, as far as it decides what CQL allows. */
  public enum Index {
    /** There is none. */
    NONE,
    /** One that finds single values. */
    SECONDARY,
    /** A storage-attached one, which finds ranges, too, except those of texts. */
    STORAGE_ATTACHED
  }
}
