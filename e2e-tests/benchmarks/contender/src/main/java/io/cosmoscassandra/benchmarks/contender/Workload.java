package io.cosmoscassandra.benchmarks.contender;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What rows come, and in which order. Each row follows from its index, so that all contenders write
 * the same ones, in as many subtasks as they like.
 */
public enum Workload {
  /** Rows of about a hundred bytes, each a partition of its own. */
  WIDE(50),

  /** The same rows in a thousand partitions; rows of a partition come in runs of fifty. */
  SERIES(50) {
    @Override
    public long partition(long index) {
      return (index / RUN) % PARTITIONS;
    }
  },

  /** The same rows in partitions of twenty. */
  SLICES(50) {
    @Override
    public long partition(long index) {
      return index / ROWS_OF_SLICE;
    }
  },

  /** The same rows with only ten thousand keys, changed again and again. */
  UPSERTS(50) {
    @Override
    public long partition(long index) {
      return new SplittableRandom(index).nextLong(HOT_KEYS);
    }

    @Override
    public long clustering(long index) {
      return 0;
    }

    @Override
    public boolean changesRows() {
      return true;
    }
  },

  /** Rows of ten kilobytes, each a partition of its own. */
  LARGE(10_000),

  /** Rows of a megabyte, each a partition of its own. */
  HUGE(1_000_000),

  /** Rows with a list, a map and a set, each a partition of its own. */
  COLLECTIONS(0);

  /** How many keys {@link #UPSERTS} has. */
  public static final int HOT_KEYS = 10_000;

  /** How many rows a partition of {@link #SLICES} has. */
  public static final int ROWS_OF_SLICE = 20;

  private static final int RUN = 50;
  private static final long BIRTH_OF_FIRST = 1_700_000_000_000L;
  private static final int PARTITIONS = 1_000;

  private static final int ELEMENTS = 8;
  private static final int TEXT_OF_ELEMENT = 8;

  private final int textLength;

  Workload(int textLength) {
    this.textLength = textLength;
  }

  /** The workload of a name such as {@code wide}. */
  public static Workload of(String name) {
    return Stream.of(values())
        .filter(workload -> workload.toString().equals(name))
        .findAny()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no workload '%s', but there are %s"
                        .formatted(name, Arrays.toString(values()))));
  }

  /** The partition key {@code p} of a row. */
  public long partition(long index) {
    return new SplittableRandom(index).nextLong();
  }

  /** The clustering key {@code c} of a row. */
  public long clustering(long index) {
    return index;
  }

  /** Whether a later row may have the key of an earlier one. */
  public boolean changesRows() {
    return false;
  }

  /** Whether the values are {@code l}, {@code m}, {@code s} instead of {@code i}, {@code t} … */
  public boolean hasCollections() {
    return this == COLLECTIONS;
  }

  /** The value of column {@code i}. */
  public int number(long index) {
    return (int) index;
  }

  /** The value of column {@code d}. */
  public double fraction(long index) {
    return index / 3.0;
  }

  /** The value of column {@code at} of rows that are to be read, in milliseconds. */
  public long millis(long index) {
    return BIRTH_OF_FIRST + index;
  }

  /** The value of column {@code t}. */
  public String text(long index) {
    return Prose.excerpt(index, textLength);
  }

  /** The value of column {@code l}. */
  public List<Integer> list(long index) {
    Integer[] elements = new Integer[ELEMENTS];
    for (int i = 0; i < ELEMENTS; i++) {
      elements[i] = (int) index + i;
    }
    return Arrays.asList(elements);
  }

  /** The value of column {@code m}. */
  public Map<String, Integer> map(long index) {
    return elements(index).collect(Collectors.toMap(text -> text, String::hashCode, (a, b) -> a));
  }

  /** The value of column {@code s}. */
  public Set<String> set(long index) {
    return elements(index + 1).collect(Collectors.toSet());
  }

  private static Stream<String> elements(long index) {
    return Stream.iterate(index * ELEMENTS, i -> i + 1)
        .limit(ELEMENTS)
        .map(i -> Prose.excerpt(i, TEXT_OF_ELEMENT));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
