package io.cosmoscassandra.flink.schema;

import com.datastax.oss.driver.api.core.metadata.Metadata;
import com.datastax.oss.driver.api.core.metadata.schema.ColumnMetadata;
import io.cosmoscassandra.flink.codec.TypePairing;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.annotation.Internal;

/**
 * Holds a declaration against the live schema, and names all that does not fit.
 *
 * <p>Columns of the table that are not declared are left alone, except that they go with their row
 * when it is deleted. Columns that are declared have to exist and to be of a fitting type even
 * where an insert does not write them. Lists that are not frozen and static columns are refused
 * only where they are written; a table with counters is refused as a whole, because it holds no
 * other values.
 */
@Internal
public final class DeclarationValidator {

  private DeclarationValidator() {}

  /**
   * The table that a declaration means.
   *
   * @throws DeclarationException with every problem found
   */
  public static MappedTable validate(TableDeclaration declaration, Metadata metadata) {
    return validate(declaration, metadata, TypePairing.OF_CODECS);
  }

  static MappedTable validate(TableDeclaration declaration, Metadata metadata, TypePairing types) {
    LiveTable table = find(declaration.name(), metadata);
    DeclarationComparison comparison = DeclarationComparison.of(declaration, table);
    List<DeclarationCheck> checks =
        List.of(
            new ColumnCheck(types),
            new PrimaryKeyCheck(),
            new PartialInsertCheck(),
            new CounterCheck(),
            new ListCheck(),
            new StaticColumnCheck());
    List<String> problems = new ArrayList<>();
    checks.forEach(check -> check.check(comparison, problems::add));
    if (!problems.isEmpty()) {
      throw new DeclarationException(declaration.keyspace(), declaration.table(), problems);
    }
    return target(comparison);
  }

  private static LiveTable find(TableName name, Metadata metadata) {
    try {
      return new LiveTable(new SchemaLookup(metadata, name).table());
    } catch (TableNotFoundException e) {
      throw new DeclarationException(name.keyspace(), name.table(), List.of(e.getMessage()));
    }
  }

  private static MappedTable target(DeclarationComparison comparison) {
    TableDeclaration declaration = comparison.declaration();
    LiveTable table = comparison.table();
    List<String> key = table.key();
    Stream<String> others =
        declaration.fields().stream()
            .map(TableDeclaration.Field::name)
            .filter(Predicate.not(key::contains))
            .filter(declaration.writtenFields()::contains);
    List<MappedColumn> columns =
        Stream.concat(key.stream(), others).map(name -> column(name, declaration, table)).toList();
    return new MappedTable(declaration.keyspace(), declaration.table(), columns);
  }

  private static MappedColumn column(String name, TableDeclaration declaration, LiveTable table) {
    ColumnMetadata column = table.column(name).orElseThrow();
    int position =
        IntStream.range(0, declaration.fields().size())
            .filter(i -> declaration.fields().get(i).name().equals(name))
            .findFirst()
            .orElseThrow();
    return new MappedColumn(
        name,
        table.kindOf(column),
        declaration.fields().get(position).type(),
        column.getType(),
        position);
  }
}
