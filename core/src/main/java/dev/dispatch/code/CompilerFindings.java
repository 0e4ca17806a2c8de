package dev.dispatch.code;

import dev.dispatch.json.Pointer;
import dev.dispatch.json.Position;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.jspecify.annotations.Nullable;

/** Turns what the compiler says about a source file into findings. */
final class CompilerFindings {

    /** Where names that are written without an import are likely to come from. */
    private static final String[] LIKELY_PACKAGES = {
        "dev.dispatch.sdk",
        "java.util",
        "java.net",
        "java.time",
        "java.math",
        "java.nio.file",
        "java.nio.charset",
        "java.util.function",
        "java.util.stream",
        "java.io",
        "tools.jackson.databind",
        "tools.jackson.databind.node",
        "com.fasterxml.jackson.annotation",
        "org.jspecify.annotations"
    };

    private final Path file;
    private final SourceText source;

    CompilerFindings(Path file, String source) {
        this.file = file;
        this.source = SourceText.of(source);
    }

    /** Those that keep it from compiling, in the order of the source. */
    List<Issue> errors(List<Diagnostic<? extends JavaFileObject>> diagnostics) {
        List<Issue> errors = new ArrayList<>();
        for (Diagnostic<? extends JavaFileObject> diagnostic : diagnostics) {
            if (diagnostic.getKind() == Diagnostic.Kind.ERROR) {
                errors.add(issue(diagnostic));
            }
        }
        errors.sort(Issue.IN_DOCUMENT_ORDER);
        return errors;
    }

    private Issue issue(Diagnostic<? extends JavaFileObject> diagnostic) {
        List<String> said = diagnostic
                .getMessage(Locale.ROOT)
                .replaceAll("\\bjava\\.lang\\.(?=[A-Z])", "")
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        Issue issue = hinted(
                Issue.at(IssueCode.MODULE_LOAD_FAILED, Pointer.ROOT, oneSentence(said))
                        .atPath(file.toString()),
                diagnostic,
                said);
        if (diagnostic.getPosition() == Diagnostic.NOPOS || diagnostic.getLineNumber() < 1) {
            return issue;
        }
        int line = (int) diagnostic.getLineNumber();
        return source.show(issue, new Position(line, source.column(line, diagnostic.getColumnNumber())));
    }

    /** {@code cannot find symbol}, {@code symbol: class X}, {@code location: class Y} stand on lines of their own. */
    private static String oneSentence(List<String> said) {
        StringBuilder sentence = new StringBuilder();
        for (String line : said) {
            if (line.startsWith("symbol:")) {
                sentence.append(": ").append(line.substring("symbol:".length()).strip());
            } else if (line.startsWith("location:")) {
                sentence.append(" in ")
                        .append(line.substring("location:".length()).strip());
            } else {
                sentence.append(sentence.isEmpty() ? "" : "; ").append(line);
            }
        }
        return sentence.toString();
    }

    private static Issue hinted(Issue issue, Diagnostic<?> diagnostic, List<String> said) {
        return switch (String.valueOf(diagnostic.getCode())) {
            case "compiler.err.doesnt.exist" -> {
                Issue seen = issue.expected("a package of the JDK or of dispatch's sdk; a module sees no others");
                yield said.getFirst().contains(" com.fasterxml.jackson.")
                                || said.getFirst().contains(" com.fasterxml ")
                        ? seen.suggest("the sdk brings Jackson 3: import tools.jackson.databind.JsonNode")
                        : seen;
            }
            case "compiler.err.cant.resolve",
                    "compiler.err.cant.resolve.location",
                    "compiler.err.cant.resolve.location.args" -> {
                String place = missingImport(said);
                yield place == null ? issue : issue.suggest("import " + place + ";");
            }
            default -> issue;
        };
    }

    /** The class that is likely meant by a name that the compiler did not find. */
    private static @Nullable String missingImport(List<String> said) {
        for (String line : said) {
            String[] words = line.split("\\s+", -1);
            if (words.length == 3
                    && words[0].equals("symbol:")
                    && (words[1].equals("class") || words[1].equals("variable"))) {
                return known(words[2]);
            }
        }
        return null;
    }

    private static @Nullable String known(String simpleName) {
        for (String in : LIKELY_PACKAGES) {
            try {
                Class<?> type = Class.forName(in + "." + simpleName, false, SdkView.class.getClassLoader());
                if (java.lang.reflect.Modifier.isPublic(type.getModifiers())) {
                    return type.getName();
                }
            } catch (ClassNotFoundException | LinkageError e) {
                // Not that package, then.
            }
        }
        return null;
    }
}
