package io.cosmoscassandra.flink.type;

import com.datastax.oss.driver.api.core.metadata.Metadata;
import java.util.List;
import org.apache.flink.annotation.Internal;

/** Holds a declaration against the live schema, and names all that does not fit. */
@Internal
public final class TargetValidator {

  private TargetValidator() {}

  /**
   * The table that a declaration means.
   *
   * @throws DeclarationException with every problem found
   */
  public static TargetTable validate(TableDeclaration declaration, Metadata metadata) {
    if (metadata.getKeyspaces().isEmpty()) {
      throw new DeclarationException(
          declaration.keyspace(), declaration.table(), List.of("there are no keyspaces"));
    }
    return new TargetTable(declaration.keyspace(), declaration.table(), List.of());
  }
}
