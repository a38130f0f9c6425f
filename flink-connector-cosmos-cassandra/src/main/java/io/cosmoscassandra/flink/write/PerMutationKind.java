package io.cosmoscassandra.flink.write;

import java.util.Objects;
import java.util.function.Function;
import javax.annotation.Nullable;

/** What there is for each kind of mutation, or null for a kind that a target never gets. */
record PerMutationKind<T>(@Nullable T upsert, @Nullable T increment, @Nullable T delete) {

  T of(Mutation mutation) {
    // Without a statement the request would be a broken one: better none at all.
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
