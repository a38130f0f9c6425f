package io.cosmoscassandra.flink.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * An existing name that resembles a name that does not exist.
 *
 * @param name a name that exists
 * @param distance number of letters that differ, ignoring case
 */
public record NearMiss(String name, int distance) {

  private static final int FARTHEST = 3;

  /** The nearest of the candidates, if any is near enough to be a slip of the pen. */
  public static Optional<NearMiss> of(String given, Collection<String> candidates) {
    return candidates.stream()
        .map(candidate -> new NearMiss(candidate, slips(given, candidate)))
        .filter(miss -> miss.distance <= tolerance(given, miss.name))
        .min(Comparator.comparingInt(NearMiss::distance).thenComparing(NearMiss::name));
  }

  /** The question to put behind a message. */
  public String question() {
    String question = "Did you mean " + Wording.quoted(name) + "?";
    return distance == 0 ? question + " Names are case-sensitive." : question;
  }

  /** One slip in three letters; names of one or two letters are told apart by all of them. */
  private static int tolerance(String given, String candidate) {
    return Math.min(FARTHEST, Math.max(given.length(), candidate.length()) / 3);
  }

  /** Insertions, deletions, replacements and swaps of neighbours between the two names. */
  private static int slips(String given, String candidate) {
    String a = given.toLowerCase(Locale.ROOT);
    String b = candidate.toLowerCase(Locale.ROOT);
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replaced, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        cost[i][j] = swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
      }
    }
    return cost[a.length()][b.length()];
  }
}
