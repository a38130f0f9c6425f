package io.cosmoscassandra.benchmarks.contender;

/**
 * Hash of a row. It costs little beside reading the row, so of a text it has only the length and
 * some of the characters.
 */
public final class RowHash {

  private static final int CHARACTERS = 8;
  private static final long FACTOR = 0x9E3779B97F4A7C15L;

  private static final Characters<String> OF_STRING =
      new Characters<>() {
        @Override
        public int length(String text) {
          return text.length();
        }

        @Override
        public int at(String text, int index) {
          return text.charAt(index);
        }
      };

  private RowHash() {}

  /**
   * Access to the characters of a text, which are those of ASCII.
   *
   * @param <T> what the contender has for a text
   */
  public interface Characters<T> {

    /** How many there are. */
    int length(T text);

    /** One of them. */
    int at(T text, int index);
  }

  /** The hash of a row with all columns; {@code text} is the hash of its text. */
  public static long of(
      long partition, long clustering, int number, double fraction, long millis, long text) {
    long hash = with(with(1, partition), clustering);
    return with(with(with(with(hash, number), Double.doubleToLongBits(fraction)), millis), text);
  }

  /** The hash of a row with two columns. */
  public static long of(int number, double fraction) {
    return with(with(2, number), Double.doubleToLongBits(fraction));
  }

  /** The hash of the row of an index. */
  public static long of(Workload workload, long index) {
    return of(
        workload.partition(index),
        workload.clustering(index),
        workload.number(index),
        workload.fraction(index),
        workload.millis(index),
        text(workload.text(index)));
  }

  /** The hash of a text. */
  public static long text(String text) {
    return text(text, OF_STRING);
  }

  /** The hash of a text in another form. */
  public static <T> long text(T text, Characters<T> characters) {
    int length = characters.length(text);
    long hash = length;
    for (int i = 0; i < CHARACTERS && length > 0; i++) {
      hash = hash * 31 + characters.at(text, (int) ((long) i * (length - 1) / (CHARACTERS - 1)));
    }
    return hash;
  }

  private static long with(long hash, long value) {
    long mixed = (hash ^ value) * FACTOR;
    return mixed ^ (mixed >>> 29);
  }
}
