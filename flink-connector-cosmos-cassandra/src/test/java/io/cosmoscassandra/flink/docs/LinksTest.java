package io.cosmoscassandra.flink.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Links between the documents, and into them, lead somewhere; those to other sites are not
 * followed.
 */
class LinksTest {

  private static final Pattern FENCED =
      Pattern.compile("^ *```.*?^ *```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern CODE = Pattern.compile("`[^`\n]*`");
  private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\((?<target>[^)\\s]+)\\)");
  private static final Pattern REFERENCE =
      Pattern.compile("^\\[[^\\]]+]: (?<target>\\S+)$", Pattern.MULTILINE);
  private static final Pattern HEADING = Pattern.compile("^#{1,6} (?<text>.+)$", Pattern.MULTILINE);
  private static final Pattern ELSEWHERE = Pattern.compile("(https?|mailto):.*");

  /** Those of files of the project that name their documents by a link of the code host. */
  private static final Pattern HOSTED = Pattern.compile("\\.\\./blob/HEAD/(?<target>[^)\\s]+)");

  private final Map<Path, Set<String>> anchors = new HashMap<>();

  @Test
  void linksOfAllDocumentsLeadSomewhere() throws IOException {
    List<Path> documents = Documents.all();
    List<String> broken = new ArrayList<>();
    int links = 0;
    for (Path document : documents) {
      for (String target : targets(Files.readString(document))) {
        links++;
        if (!ELSEWHERE.matcher(target).matches() && !leadsSomewhere(document, target)) {
          broken.add(Documents.ROOT.relativize(document) + ": " + target);
        }
      }
    }

    assertThat(broken).isEmpty();
    assertThat(documents).hasSizeGreaterThan(10);
    assertThat(links).isGreaterThan(100);
  }

  @Test
  void linksOfTheIssueFormsLeadSomewhere() throws IOException {
    Path forms = Documents.ROOT.resolve(Path.of(".github", "ISSUE_TEMPLATE"));
    Matcher matcher = HOSTED.matcher(Files.readString(forms.resolve("bug.yml")));

    assertThat(matcher.find()).isTrue();
    assertThat(leadsSomewhere(Documents.ROOT.resolve("README.md"), matcher.group("target")))
        .isTrue();
  }

  /** Every document can be found from the first one. */
  @Test
  void everyDocumentIsLinkedFromTheReadme() throws IOException {
    Set<Path> seen = new HashSet<>();
    List<Path> open = new ArrayList<>(List.of(Documents.ROOT.resolve("README.md")));
    while (!open.isEmpty()) {
      Path document = open.remove(0);
      if (seen.add(document)) {
        targets(Files.readString(document)).stream()
            .filter(target -> !ELSEWHERE.matcher(target).matches())
            .map(target -> resolved(document, target))
            .filter(path -> path.toString().endsWith(".md"))
            .forEach(open::add);
      }
    }

    assertThat(seen).containsAll(Documents.all());
  }

  private static List<String> targets(String markdown) {
    String text = CODE.matcher(FENCED.matcher(markdown).replaceAll("")).replaceAll("code");
    List<String> targets = new ArrayList<>();
    LINK.matcher(text).results().forEach(link -> targets.add(link.group(1)));
    REFERENCE.matcher(text).results().forEach(link -> targets.add(link.group(1)));
    return targets;
  }

  private boolean leadsSomewhere(Path document, String target) throws IOException {
    Path path = resolved(document, target);
    int hash = target.indexOf('#');
    return Files.exists(path) && (hash < 0 || anchorsOf(path).contains(target.substring(hash + 1)));
  }

  private static Path resolved(Path document, String target) {
    String file = target.replaceFirst("#.*", "");
    return file.isEmpty() ? document : document.resolveSibling(file).normalize();
  }

  private Set<String> anchorsOf(Path document) throws IOException {
    if (!anchors.containsKey(document)) {
      anchors.put(document, headings(Files.readString(document)));
    }
    return anchors.get(document);
  }

  /** The anchors that code hosts make of headings: of equal ones the later get a number. */
  private static Set<String> headings(String markdown) {
    Map<String, Integer> times = new HashMap<>();
    Set<String> anchors = new HashSet<>();
    HEADING
        .matcher(FENCED.matcher(markdown).replaceAll(""))
        .results()
        .map(heading -> anchor(heading.group(1)))
        .forEach(
            anchor -> {
              int before = times.merge(anchor, 1, Integer::sum) - 1;
              anchors.add(before == 0 ? anchor : anchor + "-" + before);
            });
    return anchors;
  }

  private static String anchor(String heading) {
    return heading
        .strip()
        .toLowerCase(Locale.ROOT)
        .replaceAll("\\[([^\\]]*)]\\([^)]*\\)", "$1")
        .replaceAll("[^\\p{L}\\p{N} _-]", "")
        .replace(' ', '-');
  }
}
