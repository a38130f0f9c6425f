package io.cosmoscassandra.flink.simulation.scenario;

import io.cosmoscassandra.flink.simulation.time.Chance;
import io.cosmoscassandra.flink.write.Mutation;
import java.util.ArrayList;
import java.util.List;

/** The input of a job: a few keys, each changed many times. */
public final class SourceLog {

  /** TTLs that are clearly over, or clearly not, when the table is compared. */
  private static final List<Integer> TTLS = List.of(0, 300, 86_400, 2_592_000);

  private final Scenario scenario;
  private final List<List<List<SourceRow>>> rows = new ArrayList<>();

  public SourceLog(Scenario scenario) {
    this.scenario = scenario;
    Chance chance = new Chance(scenario.seed());
    for (int sink = 0; sink < scenario.sinks(); sink++) {
      List<List<SourceRow>> partitions = new ArrayList<>();
      for (int partition = 0; partition < scenario.partitions(); partition++) {
        partitions.add(partition(chance, sink, partition));
      }
      rows.add(partitions);
    }
  }

  public List<SourceRow> of(int sink, int partition) {
    return rows.get(sink).get(partition);
  }

  private List<SourceRow> partition(Chance chance, int sink, int partition) {
    List<SourceRow> partitionRows = new ArrayList<>();
    while (partitionRows.size() < scenario.rowsPerPartition()) {
      int position = partitionRows.size();
      int key =
          scenario.input() == Scenario.Input.SHARED_KEYS
              ? chance.between(0, scenario.partitions() * scenario.keys() - 1)
              : partition + scenario.partitions() * chance.between(0, scenario.keys() - 1);
      boolean delete = chance.happens(scenario.deletes());
      if (delete) {
        partitionRows.add(
            new SourceRow(sink, partition, position, key, true, 0, 0, Mutation.NO_TTL));
        if (chance.oneIn(2)) {
          partitionRows.add(upsert(chance, sink, partition, position + 1, key));
        }
      } else {
        partitionRows.add(upsert(chance, sink, partition, position, key));
      }
    }
    return partitionRows;
  }

  private SourceRow upsert(Chance chance, int sink, int partition, int position, int key) {
    int all = (1 << SourceRow.COLUMNS) - 1;
    int set = chance.happens(scenario.partialRows()) ? chance.between(1, all) : all;
    int nulls = chance.oneIn(6) ? chance.between(0, all) & set : 0;
    int ttl = chance.happens(scenario.ttls()) ? chance.oneOf(TTLS) : Mutation.NO_TTL;
    return new SourceRow(sink, partition, position, key, false, set, nulls, ttl);
  }
}
