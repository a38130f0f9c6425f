package io.cosmoscassandra.flink.schema;

import static com.datastax.oss.driver.api.core.type.DataTypes.INT;
import static com.datastax.oss.driver.api.core.type.DataTypes.TEXT;
import static com.datastax.oss.driver.api.core.type.DataTypes.listOf;
import static io.cosmoscassandra.flink.kit.Declarations.declare;
import static io.cosmoscassandra.flink.schema.ValidationKit.collections;
import static io.cosmoscassandra.flink.schema.ValidationKit.problemsOf;
import static io.cosmoscassandra.flink.schema.ValidationKit.validated;
import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.metadata.schema.KeyspaceMetadata;
import com.datastax.oss.driver.api.core.type.UserDefinedType;
import com.datastax.oss.driver.internal.core.type.UserDefinedTypeBuilder;
import io.cosmoscassandra.flink.kit.Declarations;
import io.cosmoscassandra.flink.kit.Schemas;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.api.DataTypes;
import org.junit.jupiter.api.Test;

class ListValidationTest {

  @Test
  void areNotWrittenExactlyOnceUnlessFrozen() {
    assertThat(problemsOf(collections().column("tags", DataTypes.ARRAY(DataTypes.STRING()))))
        .containsExactly(
            "Column 'tags' is list<text>: a write that is repeated after a failure appends its "
                + "elements again. Use frozen<list<text>>, or 'sink.delivery-guarantee' = "
                + "'at-least-once'.");
  }

  @Test
  void areWrittenAtLeastOnce() {
    assertThat(
            validated(
                    collections().column("tags", DataTypes.ARRAY(DataTypes.STRING())).atLeastOnce())
                .columns())
        .hasSize(2);
  }

  @Test
  void mayBeDeclaredWhenTheInsertLeavesThemOut() {
    assertThat(
            validated(
                    collections()
                        .column("tags", DataTypes.ARRAY(DataTypes.STRING()))
                        .insertsInto("id"))
                .columns())
        .hasSize(1);
  }

  @Test
  void areWrittenExactlyOnceInsideOfFrozenTypes() {
    MappedTable target =
        validated(
            collections()
                .column("fixed_tags", DataTypes.ARRAY(DataTypes.STRING()))
                .column("nested", DataTypes.MAP(DataTypes.STRING(), ints()))
                .column("unfrozen_map", DataTypes.MAP(DataTypes.STRING(), ints()))
                .column("labels", DataTypes.ARRAY(DataTypes.STRING()))
                .column(
                    "pair",
                    DataTypes.ROW(
                        DataTypes.FIELD("a", DataTypes.STRING()), DataTypes.FIELD("b", ints()))));
    assertThat(target.columns()).hasSize(6);
  }

  @Test
  void areOneValueInsideOfUserDefinedTypesThatAreNotFrozen() {
    UserDefinedType address =
        new UserDefinedTypeBuilder("shop", "address").withField("lines", listOf(TEXT)).build();
    KeyspaceMetadata keyspace =
        Schemas.schema()
            .keyspace(
                "shop", ks -> ks.table("t", t -> t.partitionKey("k", INT).column("home", address)))
            .build()
            .getKeyspace("shop")
            .orElseThrow();
    List<String> problems = new ArrayList<>();
    Declarations declaration =
        declare("shop", "t").column("k", DataTypes.INT()).column("home", DataTypes.STRING());
    new ListCheck(declaration.intent())
        .check(
            DeclarationComparison.of(
                declaration.build(), new LiveTable(keyspace.getTable("t").orElseThrow())),
            problems::add);
    assertThat(problems).isEmpty();
  }

  private static org.apache.flink.table.types.DataType ints() {
    return DataTypes.ARRAY(DataTypes.INT());
  }
}
