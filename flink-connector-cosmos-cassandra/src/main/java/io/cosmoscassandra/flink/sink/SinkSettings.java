package io.cosmoscassandra.flink.sink;

import io.cosmoscassandra.flink.client.ConnectionSettings;
import io.cosmoscassandra.flink.commit.store.CommitSettings;
import io.cosmoscassandra.flink.commit.store.CommitterTableSettings;
import io.cosmoscassandra.flink.schema.TableCreationSettings;
import io.cosmoscassandra.flink.schema.TableDeclaration;
import io.cosmoscassandra.flink.write.WriteSettings;
import java.io.Serializable;
import java.util.Optional;
import javax.annotation.Nullable;
import org.apache.flink.annotation.Internal;
import org.apache.flink.connector.base.DeliveryGuarantee;

/**
 * All that a sink is told: it travels with the job to every subtask.
 *
 * @param connection where the database is
 * @param declaration what the user declared of the table
 * @param creation how to create the table, or null if it has to exist
 * @param writing how rows are written
 * @param committerTables where rows are staged
 * @param commit how rows are staged and committed
 * @param guarantee what is promised
 * @param ttlField the field of a row with its time to live, or null
 * @param writetimeField the field of a row with its write time, or null
 */
@Internal
public record SinkSettings(
    ConnectionSettings connection,
    TableDeclaration declaration,
    @Nullable TableCreationSettings creation,
    WriteSettings writing,
    CommitterTableSettings committerTables,
    CommitSettings commit,
    DeliveryGuarantee guarantee,
    @Nullable Integer ttlField,
    @Nullable Integer writetimeField)
    implements Serializable {

  Optional<TableCreationSettings> tableCreation() {
    return Optional.ofNullable(creation);
  }

  /** Whether the sink writes only some of the declared columns. */
  boolean isPartial() {
    return declaration.writtenFields().size() < declaration.fields().size();
  }
}
