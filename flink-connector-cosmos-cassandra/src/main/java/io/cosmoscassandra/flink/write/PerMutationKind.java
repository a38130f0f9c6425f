package io.cosmoscassandra.flink.write;

import java.util.Objects;
import java.util.function.Function;
import javax.annotation.Nullable;

/**
 * Holds one value per kind of mutation; null for a kind that the target never receives.
 *
 * @param upsert the value of an upsert without a time to live
 * @param expiringUpsert the value of an upsert with a time to live
 */
record PerMutationKind<T>(
    @Nullable T upsert, @Nullable T expiringUpsert, @Nullable T increment, @Nullable T delete) {

  /**
   * The value of a mutation.
   *
   * @param expires whether it is written with a time to live
   */
  T of(Mutation mutation, boolean expires) {
    // A kind without a statement would make a broken request: better none at all.
    return Objects.requireNonNull(
        mutation instanceof Upsert
            ? expires ? expiringUpsert : upsert
            : mutation instanceof Delete ? delete : increment);
  }

  <R> PerMutationKind<R> map(Function<T, R> mapping) {
    return new PerMutationKind<>(
        upsert == null ? null : mapping.apply(upsert),
        expiringUpsert == null ? null : mapping.apply(expiringUpsert),
        increment == null ? null : mapping.apply(increment),
        delete == null ? null : mapping.apply(delete));
  }
}
