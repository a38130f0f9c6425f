package io.cosmoscassandra.flink.read;

import io.cosmoscassandra.flink.schema.cql.CqlName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The expressions that a statement selects, each once, beginning with the primary key. */
final class SelectList {

  private final Map<String, Integer> cells = new LinkedHashMap<>();

  SelectList(KeyColumns key) {
    for (int i = 0; i < key.length(); i++) {
      cell(new CqlName(key.column(i).name()).asCql());
    }
  }

  /** The cell of a column's value. */
  int column(String name) {
    return cell(new CqlName(name).asCql());
  }

  /** The cell of a part of a column, to which the names of fields lead. */
  int part(String column, List<String> fields) {
    String path =
        fields.stream()
            .map(field -> "." + new CqlName(field).asCql())
            .collect(Collectors.joining());
    return cell(new CqlName(column).asCql() + path);
  }

  /** The cell of a column's write time. */
  int writetime(String column) {
    return cell("writetime(" + new CqlName(column).asCql() + ")");
  }

  /** The cell of a column's time to live. */
  int ttl(String column) {
    return cell("ttl(" + new CqlName(column).asCql() + ")");
  }

  /** The cell of the partition's token. */
  int token(KeyColumns key) {
    return cell(key.tokenFunction());
  }

  /** The cell of the similarity of a vector to one that is bound to a marker. */
  int similarity(Similarity similarity, String column) {
    return cell(similarity.function() + "(" + new CqlName(column).asCql() + ", ?)");
  }

  private int cell(String expression) {
    Integer known = cells.putIfAbsent(expression, cells.size());
    return known == null ? cells.size() - 1 : known;
  }

  /** The cell of the number of rows; one without clustering columns is none. */
  int countOfRows(KeyColumns key) {
    return cell(
        key.clustering().isEmpty()
            ? "count(*)"
            : "count(" + new CqlName(key.clustering().get(0).name()).asCql() + ")");
  }

  /** The cell of a function's result for a column. */
  int function(String function, String column) {
    return cell(function + "(" + new CqlName(column).asCql() + ")");
  }

  /** The list as it stands between SELECT and FROM. */
  String cql() {
    return String.join(", ", cells.keySet());
  }
}
