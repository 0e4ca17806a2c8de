package dev.dispatch.module;

import dev.dispatch.json.JsonSource;
import dev.dispatch.json.JsonSyntaxException;
import dev.dispatch.json.Pointer;
import dev.dispatch.policy.Denial;
import dev.dispatch.policy.Policies;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import dev.dispatch.problem.MemberIssue;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Loads one module from its folder. */
public final class ModuleLoader {

    private static final long LARGEST_MANIFEST = 64L * 1024 * 1024;

    private final Path folder;
    private final Path manifest;
    private final Layer layer;

    private ModuleLoader(Path folder, Layer layer) {
        this.folder = folder;
        this.manifest = folder.resolve("module.json");
        this.layer = layer;
    }

    /** What loading gave. */
    public sealed interface Loading {

        record Loaded(LoadedModule module) implements Loading {}

        record Failed(BrokenModule broken) implements Loading {}
    }

    /** Loads a module whose actions stand in {@code module.json}. */
    public static Loading load(Path folder, Layer layer) {
        return load(folder, layer, Policies.NONE, List.of());
    }

    /**
     * Reads {@code module.json} and the names of the shipped jobs, and asks the code what it offers; runs no action.
     *
     * @param policies which may forbid modules with code
     * @param loaders the languages that an entry may be written in
     */
    public static Loading load(Path folder, Layer layer, Policies policies, List<CodeLoader> loaders) {
        return new ModuleLoader(folder, layer).load(policies, loaders);
    }

    private Loading load(Policies policies, List<CodeLoader> loaders) {
        try {
            if (Files.size(manifest) > LARGEST_MANIFEST) {
                return failed("module.json is larger than 64 MiB");
            }
            String text = Files.readString(manifest);
            JsonSource source = JsonSource.unplaced(text);
            IssueList issues = IssueList.about(source);
            Manifest read = read(source, issues);
            if (!issues.isEmpty() || !read.warnings().isEmpty()) {
                source = JsonSource.read(text);
                issues = IssueList.about(source);
                read = read(source, issues);
            }
            Optional<Denial> denial = codeDenied(read, source.root(), policies);
            if (denial.isPresent()) {
                return new Loading.Failed(BrokenModule.forbidden(folder.toString(), denial.get()));
            }
            if (!issues.isEmpty()) {
                return failed(issues.issues().stream().map(this::inManifest).toList());
            }
            String entry = read.entry();
            return entry == null ? loaded(read, null) : withCode(read, entry, JsonSource.read(text), loaders);
        } catch (JsonSyntaxException e) {
            return failed(List.of(
                    inManifest(Issue.at(IssueCode.INVALID_JSON, Pointer.ROOT, "This is not JSON: " + e.getMessage())
                            .atPosition(Optional.of(e.position()))
                            .expected("a JSON document"))));
        } catch (CharacterCodingException e) {
            return failed("module.json is not text in UTF-8");
        } catch (IOException e) {
            return failed("module.json cannot be read: " + e.getMessage());
        }
    }

    private Manifest read(JsonSource source, IssueList issues) {
        source.duplicates().forEach(duplicate -> issues.add(MemberIssue.duplicate(duplicate)));
        return new ManifestParser(manifest, issues, IssueList.about(source)).parse(source.root());
    }

    private static Optional<Denial> codeDenied(Manifest read, JsonNode root, Policies policies) {
        return root.isObject() && (read.entry() != null || root.has("entry"))
                ? policies.codeModule(read.name())
                : Optional.empty();
    }

    private Loading withCode(Manifest read, String entry, JsonSource source, List<CodeLoader> loaders) {
        Optional<CodeLoader> loader =
                loaders.stream().filter(each -> each.takes(entry)).findFirst();
        if (loader.isEmpty()) {
            boolean said = source.root().has("entry");
            String message = said
                    ? "'" + entry + "' is written in a language that this version of dispatch does not run"
                    : "The module has no actions, and this version of dispatch does not run its usual entry " + entry;
            return failed(List.of(atEntry(source, IssueCode.UNSUPPORTED_FIELD, message)
                    .expected("'actions', or an 'entry' that is a .java or .jar file")
                    .actual(said ? entry : "neither 'actions' nor 'entry'")));
        }
        Optional<Path> file = inside(entry);
        if (file.isEmpty()) {
            return failed(List.of(
                    atEntry(source, IssueCode.MODULE_VALIDATION_ERROR, "There is no file '" + entry + "' in the module")
                            .expected("a file below " + folder)
                            .actual(entry)));
        }
        CodeLoader.Entry code = new CodeLoader.Entry(read.name(), read.version(), folder, file.get());
        return switch (loader.get().load(code)) {
            case CodeLoader.Loading.Failed(List<Issue> issues) -> failed(issues);
            case CodeLoader.Loading.Loaded(ModuleCode found) -> joined(read, found, source);
        };
    }

    /** A regular file below the module's folder; a link that leads out of it is none. */
    private Optional<Path> inside(String entry) {
        try {
            Path file = folder.resolve(entry).normalize();
            boolean there = file.startsWith(folder.normalize())
                    && Files.isRegularFile(file)
                    && file.toRealPath().startsWith(folder.toRealPath());
            return there ? Optional.of(file) : Optional.empty();
        } catch (InvalidPathException | IOException e) {
            return Optional.empty();
        }
    }

    /** Actions of both kinds; none may stand in both. */
    private Loading joined(Manifest read, ModuleCode code, JsonSource source) {
        IssueList issues = IssueList.about(source);
        for (String name : code.actions().keySet()) {
            if (read.actions().containsKey(name)) {
                issues.add(Issue.at(
                                IssueCode.MODULE_VALIDATION_ERROR,
                                Pointer.ROOT.child("actions").child(name),
                                "The action '" + name + "' stands in module.json and in the code")
                        .expected("one of them")
                        .actual("both"));
            }
        }
        return issues.isEmpty()
                ? loaded(read, code)
                : failed(issues.issues().stream().map(this::inManifest).toList());
    }

    private Loading loaded(Manifest read, @Nullable ModuleCode code) {
        Map<String, ActionDefinition> actions = read.actions();
        if (code != null) {
            actions = new LinkedHashMap<>(actions);
            actions.putAll(code.actions());
        }
        List<ShippedJob> jobs = ModuleFolders.jobs(folder.resolve("jobs"));
        return new Loading.Loaded(new LoadedModule(read, layer, folder, code, actions, jobs));
    }

    private Issue atEntry(JsonSource source, IssueCode code, String message) {
        Pointer at = Pointer.ROOT.child("entry");
        return inManifest(Issue.at(code, at, message).atPosition(source.position(at)));
    }

    /** Says which file the place belongs to. */
    private Issue inManifest(Issue issue) {
        return issue.atPath(manifest.toString());
    }

    private Loading failed(List<Issue> issues) {
        return new Loading.Failed(BrokenModule.of(folder, issues));
    }

    private Loading failed(String cause) {
        return new Loading.Failed(BrokenModule.because(folder.toString(), cause));
    }
}
