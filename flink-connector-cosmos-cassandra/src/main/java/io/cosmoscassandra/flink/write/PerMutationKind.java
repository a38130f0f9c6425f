package io.cosmoscassandra.flink.write;

import java.util.Objects;
import java.util.function.Function;
import javax.annotation.Nullable;

/** Holds one value per kind of mutation; null for a kind that the target never receives. */
record PerMutationKind<T>(@Nullable T upsert, @Nullable T increment, @Nullable T delete) {

  T of(Mutation mutation) {
    // A kind without a statement would make a broken request: better none at all.
    return Objects.requireNonNull(
        mutation instanceof Upsert ? upsert : mutation instanceof Delete ? delete : increment);
  }

  <R> PerMutationKind<R> map(Function<T, R> mapping) {
    return new PerMutationKind<>(
        upsert == null ? null : mapping.apply(upsert),
        increment == null ? null : mapping.apply(increment),
        delete == null ? null : mapping.apply(delete));
  }
}
