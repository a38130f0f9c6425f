package io.cosmoscassandra.flink.docs;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import io.cosmoscassandra.flink.options.CassandraConnectorOptions;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.Nullable;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.apache.flink.configuration.ConfigOption;

/**
 * All that the connector may tell people, as it stands in the source: every text of two words or
 * more, with … for what is filled in, unless that is the name of an option. What is not for people,
 * or stands in the documentation elsewhere, is left out by the rules below, and by nothing else.
 */
final class SourceProse extends TreeScanner<Void, Void> {

  private static final Pattern WORD = Pattern.compile("\\b[A-Za-z]+");

  /** In names of types and in keywords of CQL there are none. */
  private static final Pattern SMALL_LETTERS = Pattern.compile("[a-z]{2}");

  private static final Pattern CQL =
      Pattern.compile("(CREATE TABLE|SELECT|INSERT INTO|UPDATE|DELETE) .*|\\{'.*");

  private static final Pattern FORMAT = Pattern.compile("%[,.\\d]*[a-z]");
  private static final Pattern PLACE_IN_LOG = Pattern.compile("\\{}");

  /** What stands for an option's name in the source, and the name: {@code HOSTS.key()}, hosts. */
  private static final Map<String, String> OPTION_NAMES =
      Arrays.stream(CassandraConnectorOptions.class.getFields())
          .collect(Collectors.toMap(SourceProse::inSource, SourceProse::optionName));

  /** Methods whose arguments are compared with something, or are names: nobody is told them. */
  private static final Set<String> NOT_TOLD =
      Set.of("compile", "matches", "contains", "equals", "replaceAll", "name");

  /** Descriptions of options and their values, which stand in the table of options. */
  private static final Set<String> DESCRIBES = Set.of("withDescription");

  /** Logs that ask for no attention. */
  private static final Set<String> QUIET_LOGS = Set.of("LOG.info", "LOG.debug", "LOG.trace");

  /** Logs whose texts stand in the runbook. */
  private static final Set<String> LOUD_LOGS = Set.of("LOG.warn", "LOG.error");

  /** The notes in these stand in the table of types. */
  private static final Set<String> TYPE_NOTES =
      Set.of("ScalarMapping", "ScalarMappings", "TypeMapping");

  /** Says that the connector itself is wrong, so that there is nothing to look up. */
  private static final Set<String> IMPOSSIBLE = Set.of("IllegalStateException");

  private final SortedMap<String, String> found = new TreeMap<>();
  private String file = "";

  private SourceProse() {}

  /** The pieces of prose, each with a file that it is in. */
  static SortedMap<String, String> in(Path sources) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    SourceProse prose = new SourceProse();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, Locale.ROOT, null);
        Stream<Path> paths = Files.walk(sources)) {
      List<Path> java = paths.filter(path -> path.toString().endsWith(".java")).sorted().toList();
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, files, null, null, null, files.getJavaFileObjectsFromPaths(java));
      for (CompilationUnitTree unit : task.parse()) {
        prose.file = Path.of(unit.getSourceFile().getName()).getFileName().toString();
        prose.scan(unit, null);
      }
    }
    return prose.found;
  }

  @Override
  public Void visitAnnotation(AnnotationTree annotation, Void unused) {
    return null;
  }

  @Override
  public Void visitClass(ClassTree type, Void unused) {
    boolean describesItself =
        type.getImplementsClause().stream()
            .anyMatch(each -> each.toString().equals("DescribedEnum"));
    return describesItself || TYPE_NOTES.contains(type.getSimpleName().toString())
        ? null
        : super.visitClass(type, null);
  }

  @Override
  public Void visitNewClass(NewClassTree creation, Void unused) {
    return IMPOSSIBLE.contains(creation.getIdentifier().toString())
        ? null
        : super.visitNewClass(creation, null);
  }

  @Override
  public Void visitMethodInvocation(MethodInvocationTree call, Void unused) {
    ExpressionTree method = call.getMethodSelect();
    if (isFormatted(call)) {
      note(call);
      return null;
    }
    String name =
        method instanceof MemberSelectTree select
            ? select.getIdentifier().toString()
            : method.toString();
    if (NOT_TOLD.contains(name)
        || DESCRIBES.contains(name)
        || QUIET_LOGS.contains(method.toString())) {
      return scan(method, null);
    }
    if (LOUD_LOGS.contains(method.toString()) && isText(call.getArguments().get(0))) {
      List<? extends ExpressionTree> values =
          call.getArguments().subList(1, call.getArguments().size());
      noteText(filledIn(PLACE_IN_LOG, textOf(call.getArguments().get(0)), values));
      return scan(values, null);
    }
    return super.visitMethodInvocation(call, null);
  }

  /** As in {@code "did you mean %s?"::formatted}. */
  @Override
  public Void visitMemberReference(MemberReferenceTree reference, Void unused) {
    if (isText(reference.getQualifierExpression())) {
      noteText(FORMAT.matcher(textOf(reference.getQualifierExpression())).replaceAll("…"));
      return null;
    }
    return super.visitMemberReference(reference, null);
  }

  @Override
  public Void visitBinary(BinaryTree sum, Void unused) {
    if (!isText(sum)) {
      return super.visitBinary(sum, null);
    }
    note(sum);
    return null;
  }

  @Override
  public Void visitLiteral(LiteralTree literal, Void unused) {
    if (isText(literal)) {
      note(literal);
    }
    return null;
  }

  private void note(ExpressionTree expression) {
    noteText(textOf(expression));
  }

  private void noteText(String source) {
    String text = source.strip().replaceAll("\\s+", " ").replaceAll("…+", "…");
    boolean prose = WORD.matcher(text).results().count() >= 2 && SMALL_LETTERS.matcher(text).find();
    if (prose && text.contains(" ") && !CQL.matcher(text).matches()) {
      found.putIfAbsent(text, file);
    }
  }

  /** The text of an expression; what is filled in is looked through for prose of its own. */
  private String textOf(ExpressionTree expression) {
    if (expression instanceof LiteralTree literal && isText(literal)) {
      return (String) literal.getValue();
    }
    if (expression instanceof ParenthesizedTree inner) {
      return textOf(inner.getExpression());
    }
    if (expression instanceof BinaryTree sum && isText(sum)) {
      return textOf(sum.getLeftOperand()) + textOf(sum.getRightOperand());
    }
    if (expression instanceof MethodInvocationTree call && isFormatted(call)) {
      scan(call.getArguments(), null);
      return filledIn(FORMAT, textOf(receiver(call)), call.getArguments());
    }
    scan(expression, null);
    return shown(expression);
  }

  private static String filledIn(
      Pattern place, String text, List<? extends ExpressionTree> values) {
    Iterator<? extends ExpressionTree> next = values.iterator();
    return place
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(next.hasNext() ? shown(next.next()) : "…"));
  }

  private static String shown(ExpressionTree value) {
    if (value instanceof BinaryTree sum
        && OPTION_NAMES.containsKey(sum.getLeftOperand().toString())) {
      Object rest = sum.getRightOperand() instanceof LiteralTree literal ? literal.getValue() : "…";
      return shown(sum.getLeftOperand()) + rest;
    }
    return OPTION_NAMES.getOrDefault(value.toString(), "…");
  }

  private static String inSource(Field constant) {
    return constant.getType() == String.class ? constant.getName() : constant.getName() + ".key()";
  }

  private static String optionName(Field constant) {
    try {
      Object value = constant.get(null);
      return value instanceof ConfigOption<?> option ? option.key() : (String) value;
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean isText(@Nullable Tree expression) {
    if (expression instanceof LiteralTree literal) {
      return literal.getValue() instanceof String;
    }
    if (expression instanceof ParenthesizedTree inner) {
      return isText(inner.getExpression());
    }
    if (expression instanceof BinaryTree sum) {
      return sum.getKind() == Tree.Kind.PLUS
          && (isText(sum.getLeftOperand()) || isText(sum.getRightOperand()));
    }
    return expression instanceof MethodInvocationTree call && isFormatted(call);
  }

  private static boolean isFormatted(MethodInvocationTree call) {
    return call.getMethodSelect() instanceof MemberSelectTree select
        && select.getIdentifier().contentEquals("formatted")
        && isText(select.getExpression());
  }

  private static ExpressionTree receiver(MethodInvocationTree call) {
    return ((MemberSelectTree) call.getMethodSelect()).getExpression();
  }
}
