package io.cosmoscassandra.flink.config;

import io.cosmoscassandra.flink.text.NearMiss;
import io.cosmoscassandra.flink.text.Wording;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.flink.annotation.Internal;

/**
 * Recognizes the options that a user means by names that do not exist: other spellings, other
 * words, and parts of names. Values are never shown, since they may be passwords.
 */
@Internal
public final class UnknownOptions {

  /** Between words, as in sink.buffer_size and bufferSize. */
  private static final Pattern BETWEEN_WORDS =
      Pattern.compile("[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])");

  /** Words of other connectors and databases, with nothing but their letters. */
  private static final Map<String, String> OTHER_WORDS =
      Map.ofEntries(
          Map.entry("url", "hosts"),
          Map.entry("uri", "hosts"),
          Map.entry("endpoint", "hosts"),
          Map.entry("endpoints", "hosts"),
          Map.entry("address", "hosts"),
          Map.entry("addresses", "hosts"),
          Map.entry("nodes", "hosts"),
          Map.entry("hostname", "hosts"),
          Map.entry("contactpoint", "hosts"),
          Map.entry("contactpoints", "hosts"),
          Map.entry("bootstrapservers", "hosts"),
          Map.entry("tablename", "table"),
          Map.entry("keyspacename", "keyspace"),
          Map.entry("database", "keyspace"),
          Map.entry("databasename", "keyspace"),
          Map.entry("schema", "keyspace"),
          Map.entry("user", "username"),
          Map.entry("login", "username"),
          Map.entry("pass", "password"),
          Map.entry("pwd", "password"),
          Map.entry("accountkey", "password"),
          Map.entry("localdc", "local-datacenter"),
          Map.entry("dc", "local-datacenter"),
          Map.entry("region", "local-datacenter"),
          Map.entry("tls", "ssl.enabled"),
          Map.entry("usessl", "ssl.enabled"),
          Map.entry("sslmode", "ssl.enabled"),
          Map.entry("sinksemantic", "sink.delivery-guarantee"),
          Map.entry("semantic", "sink.delivery-guarantee"),
          Map.entry("sinkbatchsize", "sink.batch.max-rows"),
          Map.entry("batchsize", "sink.batch.max-rows"),
          Map.entry("sinkbufferflushmaxrows", "sink.batch.max-rows"),
          Map.entry("sinkbufferflushmaxsize", "sink.batch.max-size"),
          Map.entry("sinkmaxretries", "sink.retry.timeout"),
          Map.entry("maxretries", "sink.retry.timeout"),
          Map.entry("lookupmaxretries", "lookup.retry.timeout"),
          Map.entry("lookupretryinterval", "lookup.retry.timeout"),
          Map.entry("lookupcachemaxrows", "lookup.partial-cache.max-rows"),
          Map.entry("lookupcachettl", "lookup.partial-cache.expire-after-write"),
          Map.entry("ignorenullfields", "sink.ignore-null-value"));

  private final Set<String> known;

  /**
   * Creates a recognizer of options.
   *
   * @param known the names of all options
   */
  public UnknownOptions(Collection<String> known) {
    this.known = new TreeSet<>(known);
  }

  /** One message for each name that does not exist. */
  public List<String> problems(Collection<String> given) {
    return new TreeSet<>(given)
        .stream().filter(Predicate.not(known::contains)).map(this::problem).toList();
  }

  private String problem(String name) {
    Set<String> meant = meant(name);
    String help =
        meant.isEmpty()
            ? "There are: " + Wording.overview(groupOf(name)) + "."
            : "Did you mean "
                + meant.stream().map(Wording::quoted).collect(Collectors.joining(" or "))
                + "?";
    return "Option '%s' does not exist. %s".formatted(name, help);
  }

  private Set<String> meant(String name) {
    String letters = letters(name);
    return first(option -> letters(option).equals(letters))
        .or(() -> Optional.ofNullable(OTHER_WORDS.get(letters)).filter(known::contains))
        .or(() -> NearMiss.of(name, known).map(NearMiss::name))
        .map(Set::of)
        .or(() -> Optional.of(containing(name)).filter(Predicate.not(Set::isEmpty)))
        .orElseGet(() -> contained(name).map(Set::of).orElse(Set.of()));
  }

  /** The shortest options of which the name is a part; several roles may have one. */
  private Set<String> containing(String name) {
    Set<String> containing = matching(option -> isPart(letters(name), option));
    int shortest = containing.stream().mapToInt(String::length).min().orElse(0);
    return containing.stream()
        .filter(option -> option.length() == shortest)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The longest option that is a part of the name. */
  private Optional<String> contained(String name) {
    return known.stream()
        .filter(option -> isPart(letters(option), name))
        .max(Comparator.comparingInt(String::length));
  }

  /** Whether the letters are those of some words of a name that follow each other. */
  private static boolean isPart(String letters, String name) {
    List<String> words = words(name);
    for (int from = 0; from < words.size(); from++) {
      for (int to = from + 1; to <= words.size(); to++) {
        if (String.join("", words.subList(from, to)).equals(letters)) {
          return true;
        }
      }
    }
    return false;
  }

  private Optional<String> first(Predicate<String> condition) {
    return known.stream().filter(condition).findFirst();
  }

  /** The options that begin with the same words; those of a single word if there are none. */
  private Set<String> groupOf(String name) {
    String group = name;
    while (group.contains(".")) {
      String prefix = group.substring(0, group.lastIndexOf('.') + 1);
      Set<String> members = matching(option -> option.startsWith(prefix));
      if (!members.isEmpty()) {
        return members;
      }
      group = group.substring(0, group.lastIndexOf('.'));
    }
    return matching(option -> !option.contains("."));
  }

  private Set<String> matching(Predicate<String> condition) {
    return known.stream().filter(condition).collect(Collectors.toCollection(TreeSet::new));
  }

  /** What is left of a name if neither upper and lower case nor spaces between words matter. */
  private static String letters(String name) {
    return String.join("", words(name));
  }

  private static List<String> words(String name) {
    return BETWEEN_WORDS
        .splitAsStream(name)
        .filter(Predicate.not(String::isEmpty))
        .map(word -> word.toLowerCase(Locale.ROOT))
        .toList();
  }
}
