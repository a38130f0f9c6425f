package io.cosmoscassandra.flink.schema;

import java.util.function.Consumer;

/** One thing that a declaration has to get right about an existing table. */
interface DeclarationCheck {

  /** Tells every problem of its kind, each in complete sentences that say what to do. */
  void check(DeclarationComparison comparison, Consumer<String> problems);
}
