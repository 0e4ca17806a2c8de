package dev.dispatch.code;

import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.module.CodeLoader.Entry;
import dev.dispatch.module.CodeLoader.Loading;
import dev.dispatch.module.ModuleCode;
import dev.dispatch.problem.Breakage;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.sdk.DispatchModule;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A module of one source file, compiled where the cache does not know it yet. */
final class SourceModule {

    private static final int LARGEST_SOURCE = 2 * 1024 * 1024;
    private static final Duration LONGEST_COMPILATION = Duration.ofSeconds(30);
    private static final String ANNOTATION = "@" + DispatchModule.class.getSimpleName();

    private final Entry entry;
    private final ClassCache cache;
    private final Duration longest;

    SourceModule(Entry entry, ClassCache cache) {
        this(entry, cache, LONGEST_COMPILATION);
    }

    /** @param longest that compiling may take: types can be written that grow with each line */
    SourceModule(Entry entry, ClassCache cache, Duration longest) {
        this.entry = entry;
        this.cache = cache;
        this.longest = longest;
    }

    Loading load() {
        try {
            if (Files.size(entry.file()) > LARGEST_SOURCE) {
                return failed(fault(IssueCode.MODULE_LOAD_FAILED, "The source file is larger than 2 MiB"));
            }
            return load(Files.readString(entry.file()));
        } catch (CharacterCodingException e) {
            return failed(fault(IssueCode.MODULE_LOAD_FAILED, "The source file is not text in UTF-8"));
        } catch (IOException e) {
            return failed(fault(IssueCode.MODULE_LOAD_FAILED, "The source file cannot be read: " + e.getMessage()));
        }
    }

    private Loading load(String source) {
        Path kept = cache.file(Json.sha256(source.getBytes(StandardCharsets.UTF_8)), ".jar");
        Optional<CompiledModule> known = cache.read(kept).flatMap(CompiledModule::ofJar);
        if (known.isPresent()) {
            return loaded(known.get(), kept, source, List.of());
        }
        Optional<SourceCompiler.Compilation> compilation = TimeBound.within(
                longest, "compile " + entry.module(), () -> SourceCompiler.compile(entry.file(), source));
        if (compilation.isEmpty()) {
            return failed(
                    fault(IssueCode.MODULE_LOAD_FAILED, "Compiling does not end within " + longest.toSeconds() + " s")
                            .expected("source that the compiler is done with at once"));
        }
        return switch (compilation.get()) {
            case SourceCompiler.Compilation.Failed(List<Issue> issues) -> new Loading.Failed(issues);
            case SourceCompiler.Compilation.Compiled(SortedMap<String, byte[]> classes) ->
                compiled(classes, kept, source);
        };
    }

    private Loading compiled(SortedMap<String, byte[]> classes, Path kept, String source) {
        return switch (TimedDescription.describe(() -> described(classes), entry)) {
            case ModuleDescriber.Description.Faults(List<Issue> issues) -> {
                SourceText text = SourceText.of(source);
                yield new Loading.Failed(
                        issues.stream().map(issue -> located(issue, text)).toList());
            }
            case ModuleDescriber.Description.Described(DescribedModule module) -> {
                CompiledModule compiled = new CompiledModule(module, classes);
                yield loaded(compiled, kept, source, keep(compiled, kept));
            }
        };
    }

    private ModuleDescriber.Description described(SortedMap<String, byte[]> classes) {
        List<Class<?>> marked = new ArrayList<>();
        ModuleClasses loader = ModuleClasses.of(entry.module(), classes);
        try {
            for (String name : classes.keySet()) {
                Class<?> type = Class.forName(name, false, loader);
                if (type.isAnnotationPresent(DispatchModule.class)) {
                    marked.add(type);
                }
            }
            return marked.size() == 1
                    ? ModuleDescriber.describe(marked.getFirst())
                    : new ModuleDescriber.Description.Faults(List.of(notOne(marked)));
        } catch (ClassNotFoundException | LinkageError e) {
            return new ModuleDescriber.Description.Faults(List.of(fault(
                    IssueCode.MODULE_LOAD_FAILED,
                    "The compiled classes cannot be loaded: " + Breakage.of(e).sentence())));
        }
    }

    /** Why it could not be kept; that is no reason not to use it. */
    private List<Issue> keep(CompiledModule compiled, Path kept) {
        try {
            cache.write(kept, compiled.toJar());
            return List.of();
        } catch (IOException e) {
            return List.of(ClassCache.unwritable(entry, e));
        }
    }

    private Loading loaded(CompiledModule module, Path kept, String source, List<Issue> warnings) {
        DescribedCode code = new DescribedCode(entry, module.description());
        List<Issue> disagreements = code.disagreements();
        if (!disagreements.isEmpty()) {
            SourceText text = SourceText.of(source);
            return new Loading.Failed(disagreements.stream()
                    .map(issue -> text.first(ANNOTATION + "(")
                            .map(place -> text.show(issue, place))
                            .orElse(issue))
                    .toList());
        }
        return new Loading.Loaded(new ModuleCode(
                code.actions(() -> ModuleClasses.of(entry.module(), module.classes())),
                List.of(entry.file()),
                () -> runtime(module, kept),
                warnings));
    }

    /** The jar of the cache; written again where it is gone meanwhile. */
    private ModuleCode.RuntimeFiles runtime(CompiledModule module, Path kept) {
        try {
            if (cache.read(kept).flatMap(CompiledModule::ofJar).isEmpty()) {
                cache.write(kept, module.toJar());
            }
        } catch (IOException e) {
            throw Problem.of(
                            ProblemCode.RUNTIME_ERROR,
                            "The compiled classes of '" + entry.module() + "' cannot be written: " + e.getMessage())
                    .exception();
        }
        String packed = "lib/" + entry.module() + ".jar";
        return new ModuleCode.RuntimeFiles(packed, new TreeMap<>(Map.of(packed, kept)));
    }

    private Issue notOne(List<Class<?>> marked) {
        String example = ANNOTATION + "(name = \"" + entry.module() + "\", version = \"" + entry.version() + "\")";
        return marked.isEmpty()
                ? fault(IssueCode.MODULE_VALIDATION_ERROR, "No class in the file is marked with " + ANNOTATION)
                        .expected("one class with " + example)
                        .actual("none")
                : fault(IssueCode.MODULE_VALIDATION_ERROR, "Several classes in the file are marked with " + ANNOTATION)
                        .expected("one class with " + example)
                        .actual(String.join(
                                ", ", marked.stream().map(Class::getName).toList()));
    }

    /** The describer names a class or a method. */
    private Issue located(Issue issue, SourceText source) {
        if (issue.path().equals(entry.file().toString())) {
            return issue;
        }
        Issue ours = issue.atPath(entry.file().toString());
        return source.declaration(issue.path())
                .map(place -> source.show(ours, place))
                .orElse(ours);
    }

    private Issue fault(IssueCode code, String message) {
        return Issue.at(code, Pointer.ROOT, message).atPath(entry.file().toString());
    }

    private static Loading failed(Issue issue) {
        return new Loading.Failed(List.of(issue));
    }
}
