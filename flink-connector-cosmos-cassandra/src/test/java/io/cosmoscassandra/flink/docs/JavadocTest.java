package io.cosmoscassandra.flink.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.DocumentationTool;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Javadoc of all that users may rely on is made without a warning. */
class JavadocTest {

  private static final Path SOURCES = Path.of("src", "main", "java");
  private static final Pattern PUBLIC_TYPE =
      Pattern.compile("^@PublicEvolving\\n(@\\w+.*\\n)*public ", Pattern.MULTILINE);

  @TempDir Path output;

  @Test
  void javadocOfThePublicApiHasNoWarnings() throws IOException {
    List<Path> api = publicTypes();
    DocumentationTool javadoc = ToolProvider.getSystemDocumentationTool();
    StringWriter said = new StringWriter();
    try (StandardJavaFileManager files =
        javadoc.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
      boolean made =
          javadoc
              .getTask(
                  said,
                  files,
                  null,
                  null,
                  List.of(
                      "-d",
                      output.toString(),
                      "-classpath",
                      System.getProperty("java.class.path"),
                      "-Xdoclint:all",
                      "-encoding",
                      "UTF-8",
                      "-quiet",
                      "-notimestamp"),
                  files.getJavaFileObjectsFromPaths(api))
              .call();

      assertThat(said.toString()).isEmpty();
      assertThat(made).isTrue();
    }
    assertThat(api).hasSizeGreaterThanOrEqualTo(5);
  }

  private static List<Path> publicTypes() throws IOException {
    try (Stream<Path> paths = Files.walk(SOURCES)) {
      return paths
          .filter(path -> path.toString().endsWith(".java"))
          .filter(JavadocTest::isPublic)
          .sorted()
          .toList();
    }
  }

  private static boolean isPublic(Path file) {
    try {
      return PUBLIC_TYPE.matcher(Files.readString(file)).find();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
