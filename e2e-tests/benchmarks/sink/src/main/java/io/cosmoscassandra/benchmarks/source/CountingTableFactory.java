package io.cosmoscassandra.benchmarks.source;

import io.cosmoscassandra.benchmarks.contender.Query;
import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.table.connector.sink.DynamicTableSink;
import org.apache.flink.table.factories.DynamicTableSinkFactory;
import org.apache.flink.table.factories.FactoryUtil;

/** Tables whose rows are counted: {@code 'connector' = 'counting'}. */
public final class CountingTableFactory implements DynamicTableSinkFactory {

  private static final ConfigOption<String> QUERY =
      ConfigOptions.key("query").stringType().noDefaultValue();

  @Override
  public String factoryIdentifier() {
    return "counting";
  }

  @Override
  public Set<ConfigOption<?>> requiredOptions() {
    return Set.of(QUERY);
  }

  @Override
  public Set<ConfigOption<?>> optionalOptions() {
    return Set.of();
  }

  @Override
  public DynamicTableSink createDynamicTableSink(Context context) {
    FactoryUtil.TableFactoryHelper helper = FactoryUtil.createTableFactoryHelper(this, context);
    helper.validate();
    return new CountingTable(Query.of(helper.getOptions().get(QUERY)));
  }
}
