package io.cosmoscassandra.flink.read;

import java.util.Arrays;
import org.apache.flink.annotation.Internal;

/** A measure of how near two vectors are, which an index is made for. */
@Internal
public enum Similarity {
  COSINE("similarity_cosine"),
  DOT_PRODUCT("similarity_dot_product"),
  EUCLIDEAN("similarity_euclidean");

  private final String function;

  Similarity(String function) {
    this.function = function;
  }

  /** The function of CQL. */
  String function() {
    return function;
  }

  /** The measure that the options of an index name; cosine if they name none. */
  public static Similarity named(String name) {
    return Arrays.stream(values())
        .filter(similarity -> similarity.name().equalsIgnoreCase(name))
        .findFirst()
        .orElse(COSINE);
  }
}
