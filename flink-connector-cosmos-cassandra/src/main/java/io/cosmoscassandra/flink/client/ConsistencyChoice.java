package io.cosmoscassandra.flink.client;

import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import java.io.Serializable;
import javax.annotation.Nullable;
import org.apache.flink.annotation.Internal;

/**
 * A consistency level and its origin.
 *
 * @param level the level
 * @param option the key of the option that sets it; null for a default, which gives way where a
 *     table does not support it
 */
@Internal
public record ConsistencyChoice(DefaultConsistencyLevel level, @Nullable String option)
    implements Serializable {

  /** A level that no option sets. */
  public static ConsistencyChoice byDefault(DefaultConsistencyLevel level) {
    return new ConsistencyChoice(level, null);
  }
}
