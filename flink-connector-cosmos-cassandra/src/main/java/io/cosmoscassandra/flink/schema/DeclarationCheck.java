package io.cosmoscassandra.flink.schema;

import java.util.function.Consumer;

/** A requirement that a declaration of an existing table must meet. */
interface DeclarationCheck {

  /** Reports every violation, each in complete sentences that say what to do. */
  void check(DeclarationComparison comparison, Consumer<String> problems);
}
