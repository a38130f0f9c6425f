package io.cosmoscassandra.benchmarks.contender;

import java.util.SplittableRandom;

/**
 * Text that compresses about as well as people's text does: words of a small language, in random
 * order. Text that is always the same would flatter whoever compresses.
 */
final class Prose {

  private static final int WORDS = 2_000;
  private static final int LENGTH = 1 << 20;
  private static final String CONSONANTS = "bcdfghklmnprstvw";
  private static final String VOWELS = "aeiou";
  private static final String BOOK = write(new SplittableRandom(42));

  private Prose() {}

  /** A part of the book that follows from the index, and is different for most. */
  static String excerpt(long index, int length) {
    int from = (int) Math.floorMod(mixed(index), (long) LENGTH - length);
    return BOOK.substring(from, from + length);
  }

  private static long mixed(long index) {
    long mixed = (index ^ (index >>> 32)) * 0x9E3779B97F4A7C15L;
    return mixed ^ (mixed >>> 29);
  }

  private static String write(SplittableRandom random) {
    String[] words = new String[WORDS];
    for (int i = 0; i < WORDS; i++) {
      words[i] = word(random);
    }
    StringBuilder book = new StringBuilder(LENGTH);
    while (book.length() < LENGTH) {
      // Some words are much more frequent than others.
      int rank = (int) (WORDS * Math.pow(random.nextDouble(), 3));
      book.append(words[rank]).append(' ');
    }
    return book.toString();
  }

  private static String word(SplittableRandom random) {
    StringBuilder word = new StringBuilder();
    for (int syllables = random.nextInt(1, 4); syllables > 0; syllables--) {
      word.append(CONSONANTS.charAt(random.nextInt(CONSONANTS.length())))
          .append(VOWELS.charAt(random.nextInt(VOWELS.length())));
      if (random.nextBoolean()) {
        word.append(CONSONANTS.charAt(random.nextInt(CONSONANTS.length())));
      }
    }
    return word.toString();
  }
}
