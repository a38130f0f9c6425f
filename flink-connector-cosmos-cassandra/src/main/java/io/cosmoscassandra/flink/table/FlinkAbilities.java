package io.cosmoscassandra.flink.table;

import org.apache.flink.annotation.Internal;
import org.apache.flink.table.connector.source.DynamicTableSource;

/** Tells what this version of Flink can do that older ones cannot. */
@Internal
public final class FlinkAbilities {

  private FlinkAbilities() {}

  /** Whether Flink has a class or an interface; none is initialized for that. */
  public static boolean hasClass(String name) {
    try {
      Class<?> unused = Class.forName(name, false, DynamicTableSource.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
