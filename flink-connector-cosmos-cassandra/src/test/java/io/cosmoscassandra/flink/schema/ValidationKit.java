package io.cosmoscassandra.flink.schema;

import static com.datastax.oss.driver.api.core.type.DataTypes.COUNTER;
import static com.datastax.oss.driver.api.core.type.DataTypes.DATE;
import static com.datastax.oss.driver.api.core.type.DataTypes.DECIMAL;
import static com.datastax.oss.driver.api.core.type.DataTypes.INT;
import static com.datastax.oss.driver.api.core.type.DataTypes.TEXT;
import static com.datastax.oss.driver.api.core.type.DataTypes.frozenListOf;
import static com.datastax.oss.driver.api.core.type.DataTypes.frozenMapOf;
import static com.datastax.oss.driver.api.core.type.DataTypes.listOf;
import static com.datastax.oss.driver.api.core.type.DataTypes.mapOf;
import static com.datastax.oss.driver.api.core.type.DataTypes.setOf;
import static com.datastax.oss.driver.api.core.type.DataTypes.tupleOf;
import static io.cosmoscassandra.flink.kit.Declarations.declare;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.datastax.oss.driver.api.core.metadata.Metadata;
import io.cosmoscassandra.flink.kit.Declarations;
import io.cosmoscassandra.flink.kit.Schemas;
import java.util.List;
import org.apache.flink.table.api.DataTypes;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A schema to validate declarations against, and declarations that fit it. */
final class ValidationKit {

  static final Metadata SCHEMA =
      Schemas.schema()
          .keyspace("system_auth")
          .virtualKeyspace("engine_room")
          .keyspace("empty_ks")
          .keyspace("MixedCase")
          .keyspace(
              "shop",
              ks ->
                  ks.table("books", t -> t.partitionKey("id", TEXT).column("price", DECIMAL))
                      .table(
                          "orders",
                          t ->
                              t.partitionKey("customer", TEXT)
                                  .partitionKey("region", TEXT)
                                  .clustering("day", DATE)
                                  .clustering("number", INT)
                                  .staticColumn("rating", INT)
                                  .column("amount", DECIMAL)
                                  .column("note", TEXT))
                      .table(
                          "visits",
                          t ->
                              t.partitionKey("page", TEXT)
                                  .column("views", COUNTER)
                                  .column("likes", COUNTER))
                      .table(
                          "collections",
                          t ->
                              t.partitionKey("id", TEXT)
                                  .column("tags", listOf(TEXT))
                                  .column("fixed_tags", frozenListOf(TEXT))
                                  .column("nested", frozenMapOf(TEXT, frozenListOf(INT)))
                                  .column("unfrozen_map", mapOf(TEXT, frozenListOf(INT)))
                                  .column("labels", setOf(TEXT))
                                  .column("pair", tupleOf(TEXT, listOf(INT))))
                      .table(
                          "Order",
                          t ->
                              t.partitionKey("Select", TEXT)
                                  .clustering("primary key", INT)
                                  .column("a\"b", TEXT)
                                  .column("token", TEXT))
                      .table("edges", t -> t.partitionKey("from_id", INT).clustering("to_id", INT))
                      .view("books_by_price", "books"))
          .build();

  private ValidationKit() {}

  static Declarations books() {
    return declare("shop", "books")
        .column("id", DataTypes.STRING())
        .column("price", DataTypes.DECIMAL(10, 2))
        .primaryKey("id");
  }

  static Declarations orders() {
    return declare("shop", "orders")
        .column("customer", DataTypes.STRING())
        .column("region", DataTypes.STRING())
        .column("day", DataTypes.DATE())
        .column("number", DataTypes.INT());
  }

  static Declarations visits() {
    return declare("shop", "visits").column("page", DataTypes.STRING()).primaryKey("page");
  }

  static Declarations collections() {
    return declare("shop", "collections").column("id", DataTypes.STRING()).primaryKey("id");
  }

  static MappedTable validated(Declarations declaration) {
    return validated(declaration, SCHEMA);
  }

  static MappedTable validated(Declarations declaration, Metadata schema) {
    TableDeclaration declared = declaration.build();
    return DeclarationValidator.validateForWriting(
        declared, declaration.intent(), LiveTable.find(declared.name(), schema));
  }

  static MappedTable validatedForReading(Declarations declaration) {
    TableDeclaration declared = declaration.build();
    return DeclarationValidator.validateForReading(
        declared, LiveTable.find(declared.name(), SCHEMA));
  }

  static List<String> problemsOf(Declarations declaration) {
    return problemsOf(declaration, SCHEMA);
  }

  static List<String> problemsOf(Declarations declaration, Metadata schema) {
    return problemsIn(() -> validated(declaration, schema));
  }

  static List<String> problemsOfReading(Declarations declaration) {
    return problemsIn(() -> validatedForReading(declaration));
  }

  private static List<String> problemsIn(ThrowingCallable validation) {
    DeclarationException rejection = catchThrowableOfType(DeclarationException.class, validation);
    assertThat(rejection).as("the rejection").isNotNull();
    return rejection.problems();
  }
}
