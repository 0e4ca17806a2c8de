package dev.dispatch.code;

import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles one source file in memory, with the compiler of the Java that runs the program. */
final class SourceCompiler {

    /** Options change what is compiled; whoever changes them changes {@link ClassCache#LAYOUT}. */
    private static final List<String> OPTIONS =
            List.of("-proc:none", "-implicit:none", "-Xlint:none", "-nowarn", "-g", "-parameters", "-Xmaxerrs", "50");

    private SourceCompiler() {}

    /** What compiling gave. */
    sealed interface Compilation {

        /**
         * It compiles.
         *
         * @param classes by their binary name
         */
        record Compiled(SortedMap<String, byte[]> classes) implements Compilation {}

        /** Every error of it. */
        record Failed(List<Issue> issues) implements Compilation {
            public Failed {
                issues = List.copyOf(issues);
            }
        }
    }

    /**
     * Compiles; the classes may lie in a package and have any names. Warnings are not told.
     *
     * @param file for the findings to name
     */
    static Compilation compile(Path file, String source) {
        try {
            JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
            return compiler == null ? noCompiler(file) : compile(compiler, file, source);
        } catch (NoClassDefFoundError e) {
            // A runtime without the module java.compiler.
            return noCompiler(file);
        }
    }

    private static Compilation compile(JavaCompiler compiler, Path file, String source) {
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        try (SdkFiles files =
                new SdkFiles(compiler.getStandardFileManager(diagnostics, Locale.ROOT, StandardCharsets.UTF_8))) {
            JavaCompiler.CompilationTask task = compiler.getTask(
                    Writer.nullWriter(), files, diagnostics, OPTIONS, null, List.of(new Text(file, source)));
            // The English texts are those of no language: asked for English, the compiler takes that of this machine.
            task.setLocale(Locale.ROOT);
            boolean compiled = task.call();
            List<Issue> errors = new CompilerFindings(file, source).errors(diagnostics.getDiagnostics());
            return compiled && errors.isEmpty()
                    ? new Compilation.Compiled(files.classes())
                    : failed(errors.isEmpty() ? List.of(broke(file, "without a reason")) : errors);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            return failed(List.of(broke(file, e.toString())));
        }
    }

    private static Compilation noCompiler(Path file) {
        return failed(List.of(Issue.at(
                        IssueCode.MODULE_LOAD_FAILED,
                        Pointer.ROOT,
                        "The Java that runs dispatch has no compiler, which a module in Java source needs")
                .atPath(file.toString())
                .expected("a whole JDK 25, such as Temurin 25; DISPATCH_JAVA_HOME names its folder")
                .actual("a runtime without the module jdk.compiler")));
    }

    private static Issue broke(Path file, String why) {
        return Issue.at(IssueCode.MODULE_LOAD_FAILED, Pointer.ROOT, "The Java compiler itself failed: " + why)
                .atPath(file.toString());
    }

    private static Compilation failed(List<Issue> issues) {
        return new Compilation.Failed(issues);
    }

    private static final class Text extends SimpleJavaFileObject {
        private final String source;

        Text(Path file, String source) {
            super(file.toUri(), Kind.SOURCE);
            this.source = source;
        }

        /** The file may be called otherwise than its public class. */
        @Override
        public boolean isNameCompatible(String simpleName, Kind kind) {
            return true;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
        }
    }
}
