package io.cosmoscassandra.flink.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The examples in Java compile. Those in docs/datastream.md are a part of a test, which runs them;
 * all others are classes that need nothing but what is named here.
 */
class JavaExamplesTest {

  private static final Pattern BLOCK =
      Pattern.compile("^```java\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern CLASS = Pattern.compile("class (\\w+)");

  private static final Set<String> RUN_ELSEWHERE = Set.of("datastream.md");

  private static final String IMPORTS =
      """
      import com.azure.core.credential.TokenCredential;
      import com.azure.core.credential.TokenRequestContext;
      import com.azure.identity.DefaultAzureCredentialBuilder;
      import io.cosmoscassandra.flink.client.login.PasswordSupplier;
      """;

  /** As much of Azure's libraries as the example about access tokens uses. */
  private static final List<Source> STUBS =
      List.of(
          new Source(
              "com/azure/core/credential/AccessToken",
              "package com.azure.core.credential; public class AccessToken {"
                  + " public String getToken() { return null; } }"),
          new Source(
              "com/azure/core/credential/TokenRequestContext",
              "package com.azure.core.credential; public class TokenRequestContext {"
                  + " public TokenRequestContext addScopes(String... scopes) { return this; } }"),
          new Source(
              "com/azure/core/credential/TokenCredential",
              "package com.azure.core.credential; public interface TokenCredential {"
                  + " AccessToken getTokenSync(TokenRequestContext request); }"),
          new Source(
              "com/azure/identity/DefaultAzureCredentialBuilder",
              "package com.azure.identity; public class DefaultAzureCredentialBuilder { public"
                  + " com.azure.core.credential.TokenCredential build() { return null; } }"));

  @TempDir Path output;

  @Test
  void examplesCompile() throws IOException {
    List<Source> examples = examples();
    List<Source> sources = new ArrayList<>(STUBS);
    sources.addAll(examples);

    assertThat(examples).isNotEmpty();
    assertThat(complaints(sources)).isEmpty();
  }

  private static List<Source> examples() throws IOException {
    List<Source> examples = new ArrayList<>();
    for (Path document : Documents.all()) {
      if (!RUN_ELSEWHERE.contains(document.getFileName().toString())) {
        BLOCK
            .matcher(Files.readString(document))
            .results()
            .forEach(block -> examples.add(example(block.group(1))));
      }
    }
    return examples;
  }

  private static Source example(String code) {
    String name =
        CLASS.matcher(code).results().findFirst().map(found -> found.group(1)).orElseThrow();
    return new Source(name, IMPORTS + code);
  }

  private List<String> complaints(List<Source> sources) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> complaints = new DiagnosticCollector<>();
    List<String> options =
        List.of(
            "-d", output.toString(), "-cp", System.getProperty("java.class.path"), "-proc:none");
    boolean compiled = compiler.getTask(null, null, complaints, options, null, sources).call();
    List<String> errors =
        complaints.getDiagnostics().stream()
            .filter(complaint -> complaint.getKind() == Diagnostic.Kind.ERROR)
            .map(complaint -> complaint.getMessage(Locale.ROOT))
            .toList();
    assertThat(compiled).as(String.join("\n", errors)).isTrue();
    return errors;
  }

  /** A file that exists in memory only. */
  private static final class Source extends SimpleJavaFileObject {

    private final String code;

    Source(String name, String code) {
      super(URI.create("string:///" + name + Kind.SOURCE.extension), Kind.SOURCE);
      this.code = code;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return code;
    }
  }
}
