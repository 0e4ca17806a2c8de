package dev.dispatch.archive;

import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSource;
import dev.dispatch.json.JsonSyntaxException;
import dev.dispatch.json.Pointer;
import dev.dispatch.module.LoadedModule;
import dev.dispatch.module.ModuleCode;
import dev.dispatch.module.ModuleFiles;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/** Brings a module into the form in which it is installed. */
public final class ModulePacker {

    static final String MANIFEST = "module.json";

    private final String cliVersion;

    /** @param cliVersion of the program that packs */
    public ModulePacker(String cliVersion) {
        this.cliVersion = cliVersion;
    }

    /**
     * Packs a module that was loaded; writes nothing.
     *
     * @throws ProblemException RUNTIME_ERROR with every finding where something of it cannot be packed
     */
    public PackedModule pack(LoadedModule module) {
        Path folder = module.folder();
        if (folder == null) {
            throw failed(module.name(), "it is part of the program", List.of());
        }
        try {
            return packed(module, folder, ModuleFiles.of(module, folder));
        } catch (IOException | UncheckedIOException e) {
            throw failed(folder.toString(), "a file cannot be read: " + e.getMessage(), List.of());
        } catch (JsonSyntaxException e) {
            throw failed(folder.toString(), "module.json is not JSON: " + e.getMessage(), List.of());
        }
    }

    private PackedModule packed(LoadedModule module, Path folder, ModuleFiles chosen) throws IOException {
        JsonSource manifest = JsonSource.read(Files.readString(folder.resolve(MANIFEST)));
        List<Issue> issues = new ArrayList<>();
        chosen.issues().forEach(issue -> issues.add(placed(issue, manifest, folder)));
        SortedMap<String, FileContent> files = new TreeMap<>();
        chosen.files().forEach((name, file) -> files.put(name, new FileContent.OnDisk(file)));
        Optional<String> entry = replaceCode(module, chosen, files);
        ObjectNode written = (ObjectNode) manifest.root().deepCopy();
        entry.ifPresent(file -> written.put("entry", file));
        files.put(MANIFEST, new FileContent.Made(Json.pretty(written) + "\n"));
        Optional<ModuleId> id = ModuleId.of(module.name(), module.version());
        if (id.isEmpty()) {
            issues.add(placed(tooLong(module), manifest, folder));
        }
        files.keySet()
                .forEach(name -> EntryNames.faultOf(name)
                        .ifPresent(fault -> issues.add(
                                Issue.at(IssueCode.INVALID_BUNDLE, Pointer.ROOT, "The name of a file " + fault)
                                        .atPath(folder.resolve(name).toString())
                                        .expected("a name that every file system takes")
                                        .actual(name))));
        if (!issues.isEmpty()) {
            throw failed(folder.toString(), "see its findings", issues);
        }
        String sourceHash = module.hash();
        Artifact artifact = new Artifact(
                Artifact.SCHEMA_VERSION, module.name(), module.version(), entry, cliVersion, sourceHash, sums(files));
        files.put(Artifact.FILE, new FileContent.Made(artifact.text()));
        return new PackedModule(id.orElseThrow(), folder, sourceHash, files);
    }

    /** Puts what runs in the place of what it is made of; the entry that the packed module has. */
    private static Optional<String> replaceCode(
            LoadedModule module, ModuleFiles chosen, SortedMap<String, FileContent> files) {
        ModuleCode code = module.code();
        if (code == null) {
            return Optional.empty();
        }
        ModuleCode.RuntimeFiles runtime = code.runtime().get();
        chosen.files().forEach((name, file) -> {
            boolean included = ModuleFiles.wouldTake(module.manifest(), name);
            if (!included && code.sources().stream().anyMatch(source -> isSame(source, file))) {
                files.remove(name);
            }
        });
        runtime.files().forEach((name, file) -> files.put(name, new FileContent.OnDisk(file)));
        return Optional.of(runtime.entry());
    }

    private static boolean isSame(Path a, Path b) {
        return a.toAbsolutePath().normalize().equals(b.toAbsolutePath().normalize());
    }

    private static Map<String, String> sums(SortedMap<String, FileContent> files) throws IOException {
        Map<String, String> sums = new TreeMap<>();
        for (Map.Entry<String, FileContent> file : files.entrySet()) {
            try (InputStream content = file.getValue().open()) {
                sums.put(file.getKey(), Hashing.sum(content));
            }
        }
        return sums;
    }

    private static Issue placed(Issue issue, JsonSource manifest, Path folder) {
        return issue.pointer().text().isEmpty()
                ? issue.atPath(folder.toString())
                : issue.atPath(folder.resolve(MANIFEST).toString()).atPosition(manifest.position(issue.pointer()));
    }

    private static Issue tooLong(LoadedModule module) {
        return Issue.at(
                        IssueCode.MODULE_VALIDATION_ERROR,
                        Pointer.ROOT.child("name"),
                        "Name and version are too long for a folder <name>@<version>")
                .expected("less than 200 characters together")
                .actual((module.name().length() + module.version().length()) + " characters");
    }

    private static ProblemException failed(String what, String why, List<Issue> issues) {
        String message = issues.isEmpty()
                ? "The module " + what + " cannot be packed: " + why
                : "the module cannot be packed; nothing was written";
        return Problem.of(ProblemCode.RUNTIME_ERROR, message, issues)
                .details(Json.object().put("folder", what))
                .exception();
    }
}
