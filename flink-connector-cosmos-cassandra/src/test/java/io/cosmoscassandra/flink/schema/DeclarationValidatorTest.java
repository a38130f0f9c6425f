package io.cosmoscassandra.flink.schema;

import static com.datastax.oss.driver.api.core.type.DataTypes.BIGINT;
import static com.datastax.oss.driver.api.core.type.DataTypes.DATE;
import static com.datastax.oss.driver.api.core.type.DataTypes.DECIMAL;
import static com.datastax.oss.driver.api.core.type.DataTypes.INT;
import static com.datastax.oss.driver.api.core.type.DataTypes.TEXT;
import static io.cosmoscassandra.flink.kit.Declarations.declare;
import static io.cosmoscassandra.flink.schema.ValidationKit.orders;
import static io.cosmoscassandra.flink.schema.ValidationKit.validated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.datastax.oss.driver.api.core.metadata.Metadata;
import io.cosmoscassandra.flink.kit.Schemas;
import org.apache.flink.table.api.DataTypes;
import org.junit.jupiter.api.Test;

class DeclarationValidatorTest {

  @Test
  void isToldAtOnce() {
    DeclarationException refusal =
        catchThrowableOfType(
            DeclarationException.class,
            () ->
                validated(
                    declare("shop", "Order")
                        .column("select", DataTypes.STRING())
                        .column("token", DataTypes.INT())
                        .column("colour", DataTypes.STRING())
                        .primaryKey("select", "colour")
                        .insertsInto("token")));
    assertThat(refusal)
        .hasMessage(
            """
            The declaration does not fit table shop."Order":
              - Table shop."Order" has no column 'select'. Did you mean 'Select'? Names are case-sensitive.
              - Column 'token': INT cannot be stored as text; declare the column as STRING
              - Table shop."Order" has no column 'colour'. There are: 'Select', 'a"b', 'primary key', 'token'. Take the column out of the declaration, or add it to the table.
              - Column 'primary key' (int) is part of the primary key of shop."Order" and is not declared. Add it to the columns and to the primary key.
              - The declared primary key (`select`, `colour`) is not that of shop."Order": it lacks 'primary key', and 'colour' does not belong to it. Declare: PRIMARY KEY (`Select`, `primary key`) NOT ENFORCED.
              - The insert does not write key column 'Select' of shop."Order". A row is written by its whole key, so name all of (`Select`, `primary key`) in the insert.\
            """);
  }

  @Test
  void becomesAMappedTable() {
    MappedTable target =
        validated(
            orders()
                .column("note", DataTypes.STRING())
                .column("rating", DataTypes.INT())
                .column("amount", DataTypes.DECIMAL(10, 2))
                .primaryKey("number", "day", "region", "customer")
                .atLeastOnce());
    assertThat(target.name()).isEqualTo(new TableName("shop", "orders"));
    assertThat(target.columns())
        .containsExactly(
            column("customer", MappedColumn.Kind.PARTITION_KEY, DataTypes.STRING(), TEXT, 0),
            column("region", MappedColumn.Kind.PARTITION_KEY, DataTypes.STRING(), TEXT, 1),
            column("day", MappedColumn.Kind.CLUSTERING, DataTypes.DATE(), DATE, 2),
            column("number", MappedColumn.Kind.CLUSTERING, DataTypes.INT(), INT, 3),
            column("note", MappedColumn.Kind.REGULAR, DataTypes.STRING(), TEXT, 4),
            column("rating", MappedColumn.Kind.STATIC, DataTypes.INT(), INT, 5),
            column("amount", MappedColumn.Kind.REGULAR, DataTypes.DECIMAL(10, 2), DECIMAL, 6));
    assertThat(target.partitionKeyLength()).isEqualTo(2);
    assertThat(target.keyLength()).isEqualTo(4);
    assertThat(target.isCounterTable()).isFalse();
  }

  @Test
  void mayBeCaseSensitiveOrReserved() {
    MappedTable target =
        validated(
            declare("shop", "Order")
                .column("token", DataTypes.STRING())
                .column("a\"b", DataTypes.STRING())
                .column("primary key", DataTypes.INT())
                .column("Select", DataTypes.STRING())
                .primaryKey("Select", "primary key"));
    assertThat(target.columns())
        .extracting(MappedColumn::name)
        .containsExactly("Select", "primary key", "token", "a\"b");
  }

  @Test
  void mayBeUndeclaredButTheKey() {
    assertThat(
            validated(
                    declare("shop", "books")
                        .column("id", DataTypes.STRING().notNull())
                        .primaryKey("id")
                        .updatesAndDeletes())
                .columns())
        .hasSize(1);
  }

  @Test
  void mayBeKey() {
    assertThat(
            validated(
                    declare("shop", "edges")
                        .column("to_id", DataTypes.INT())
                        .column("from_id", DataTypes.INT())
                        .primaryKey("to_id", "from_id"))
                .keyLength())
        .isEqualTo(2);
  }

  private static MappedColumn column(
      String name,
      MappedColumn.Kind kind,
      org.apache.flink.table.types.DataType flinkType,
      com.datastax.oss.driver.api.core.type.DataType cqlType,
      int position) {
    return new MappedColumn(name, kind, flinkType.getLogicalType(), cqlType, position);
  }

  @Test
  void bigintIsNoCounterOfItsOwn() {
    Metadata schema =
        Schemas.schema()
            .keyspace(
                "shop", ks -> ks.table("t", t -> t.partitionKey("k", INT).column("v", BIGINT)))
            .build();
    MappedTable target =
        validated(
            declare("shop", "t")
                .column("k", DataTypes.INT())
                .column("v", DataTypes.BIGINT())
                .primaryKey("k")
                .updatesAndDeletes(),
            schema);
    assertThat(target.isCounterTable()).isFalse();
  }
}
