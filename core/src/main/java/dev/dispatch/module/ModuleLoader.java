package dev.dispatch.module;

import dev.dispatch.json.JsonSource;
import dev.dispatch.json.JsonSyntaxException;
import dev.dispatch.policy.Denial;
import dev.dispatch.policy.Policies;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueList;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Loads one module from its folder. */
public final class ModuleLoader {

    private static final long LARGEST_MANIFEST = 64L * 1024 * 1024;

    private ModuleLoader() {}

    /** What loading gave. */
    public sealed interface Loading {

        record Loaded(LoadedModule module) implements Loading {}

        record Failed(ModuleRegistry.Broken broken) implements Loading {}
    }

    /** Reads {@code module.json} and the names of the shipped jobs; runs nothing. */
    public static Loading load(Path folder, Layer layer) {
        return load(folder, layer, Policies.NONE);
    }

    /** The same where policies may forbid modules that run code. */
    public static Loading load(Path folder, Layer layer, Policies policies) {
        Path manifest = folder.resolve("module.json");
        try {
            if (Files.size(manifest) > LARGEST_MANIFEST) {
                return failed(folder, "module.json is larger than 64 MiB");
            }
            JsonSource source = JsonSource.read(Files.readString(manifest));
            Optional<Denial> denial = codeDenied(folder, source.root(), policies);
            if (denial.isPresent()) {
                return new Loading.Failed(new ModuleRegistry.Broken(
                        folder.toString(), denial.get().message(), List.of(), denial.get()));
            }
            IssueList issues = IssueList.about(source);
            IssueList warnings = IssueList.about(source);
            LoadedModule module = new ManifestParser(layer, folder, issues, warnings)
                    .parse(source.root(), ModuleFolders.jobs(folder.resolve("jobs")));
            return issues.isEmpty() ? new Loading.Loaded(module) : failed(folder, issues.issues());
        } catch (JsonSyntaxException e) {
            return failed(
                    folder,
                    "module.json is not JSON at line " + e.position().line() + ", column "
                            + e.position().column() + ": " + e.getMessage());
        } catch (CharacterCodingException e) {
            return failed(folder, "module.json is not text in UTF-8");
        } catch (IOException e) {
            return failed(folder, "module.json cannot be read: " + e.getMessage());
        }
    }

    /** A module without actions of its own has its entry at the usual place. */
    private static Optional<Denial> codeDenied(Path folder, JsonNode manifest, Policies policies) {
        boolean code = manifest.isObject() && (manifest.has("entry") || !manifest.has("actions"));
        return code
                ? policies.codeModule(manifest.path("name").asString(String.valueOf(folder.getFileName())))
                : Optional.empty();
    }

    private static Loading failed(Path folder, List<Issue> issues) {
        Issue first = issues.getFirst();
        String more = issues.size() == 1 ? "" : " (and " + (issues.size() - 1) + " more)";
        return new Loading.Failed(new ModuleRegistry.Broken(
                folder.toString(), ManifestParser.sentence(first) + more, first.suggestions(), null));
    }

    private static Loading failed(Path folder, String cause) {
        return new Loading.Failed(new ModuleRegistry.Broken(folder.toString(), cause, List.of(), null));
    }
}
