package io.cosmoscassandra.flink.schema;

import com.datastax.oss.driver.api.core.metadata.schema.ColumnMetadata;
import io.cosmoscassandra.flink.options.CollectionWriteMode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Validates a declaration against the live table, and reports everything that does not fit.
 *
 * <p>Columns of the table that are not declared are left alone, except that deleting a row deletes
 * them too. Declared columns must exist with a matching type even where an insert does not write
 * them. Every column can be read. Lists that are not frozen and static columns are rejected only
 * where they are written; a table with counters is rejected as a whole, because it contains no
 * other values.
 */
final class DeclarationValidator {

  private DeclarationValidator() {}

  private static List<DeclarationCheck> forWriting(WriteIntent intent) {
    return List.of(
        new ColumnCheck(),
        new PrimaryKeyCheck(),
        new PartialInsertCheck(intent),
        new CounterCheck(intent),
        new ListCheck(intent),
        new WriteModeCheck(intent),
        new StaticColumnCheck(intent));
  }

  /** Columns of the key can be left out, but a key that is declared is the whole one. */
  private static List<DeclarationCheck> forReading(TableDeclaration declaration) {
    return declaration.primaryKey().isEmpty()
        ? List.of(new ColumnCheck())
        : List.of(new ColumnCheck(), new PrimaryKeyCheck());
  }

  /**
   * Validates a declaration for reading.
   *
   * @return the declared columns, those of the key first
   * @throws DeclarationException with every problem found
   */
  static MappedTable validateForReading(TableDeclaration declaration, LiveTable table) {
    DeclarationComparison comparison = DeclarationComparison.of(declaration, table);
    validate(comparison, forReading(declaration));
    return map(comparison, declaration.columnNames(), name -> CollectionWriteMode.OVERWRITE);
  }

  /**
   * Validates a declaration for writing.
   *
   * @return the key and the other columns that are written
   * @throws DeclarationException with every problem found
   */
  static MappedTable validateForWriting(
      TableDeclaration declaration, WriteIntent intent, LiveTable table) {
    DeclarationComparison comparison = DeclarationComparison.of(declaration, table);
    validate(comparison, forWriting(intent));
    return map(comparison, intent.columns(), intent::writeMode);
  }

  private static void validate(DeclarationComparison comparison, List<DeclarationCheck> checks) {
    List<String> problems = new ArrayList<>();
    checks.forEach(check -> check.check(comparison, problems::add));
    if (!problems.isEmpty()) {
      throw new DeclarationException(comparison.declaration().name(), problems);
    }
  }

  private static MappedTable map(
      DeclarationComparison comparison,
      List<String> used,
      Function<String, CollectionWriteMode> writeModes) {
    TableDeclaration declaration = comparison.declaration();
    LiveTable table = comparison.table();
    List<String> key = table.key().stream().filter(comparison::declares).toList();
    Stream<String> others =
        declaration.columnNames().stream()
            .filter(Predicate.not(key::contains))
            .filter(used::contains);
    List<MappedColumn> columns =
        Stream.concat(key.stream(), others)
            .map(name -> column(name, declaration, table, writeModes.apply(name)))
            .toList();
    return new MappedTable(declaration.name(), columns);
  }

  private static MappedColumn column(
      String name, TableDeclaration declaration, LiveTable table, CollectionWriteMode mode) {
    ColumnMetadata column = table.column(name).orElseThrow();
    int position = declaration.columnNames().indexOf(name);
    return new MappedColumn(
        name,
        table.kindOf(column),
        declaration.fields().get(position).type(),
        column.getType(),
        position,
        mode);
  }
}
