package dev.dispatch.archive;

import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSyntaxException;
import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads a bundle to its end and says what it holds, or everything that is wrong with it; writes nothing. */
final class BundleCheck {

    private static final String MANIFEST = ModulePacker.MANIFEST;
    /** What every package of a registry has, and no module needs. */
    private static final String PACKAGE = "package.json";

    private static final int LARGEST_DOCUMENT = 64 << 20;

    private final Archive archive;
    private final Faults faults;
    private final EntryNames names;
    private final Map<String, String> sums = new TreeMap<>();
    private final Map<String, byte[]> documents = new TreeMap<>();
    private final List<Issue> warnings = new ArrayList<>();

    private BundleCheck(Archive archive) {
        this.archive = archive;
        this.faults = new Faults(archive.source());
        this.names = new EntryNames(faults);
    }

    /**
     * What the archive holds.
     *
     * @param asked the module that it must hold; null for any
     * @throws dev.dispatch.problem.ProblemException with every finding where it is not a sound bundle
     */
    static Contents of(Archive archive, @Nullable ModuleId asked) {
        BundleCheck check = new BundleCheck(archive);
        try {
            archive.read(check::entry);
        } catch (IOException e) {
            throw Problem.of(
                            ProblemCode.RUNTIME_ERROR,
                            "Cannot read the bundle " + archive.source() + ": " + e.getMessage())
                    .exception();
        }
        return check.contents(asked);
    }

    private void entry(ArchiveEntry entry, InputStream content) throws IOException {
        boolean named = names.add(entry);
        if (!named || entry.folder()) {
            return;
        }
        if (isDocument(entry.name()) && entry.size() <= LARGEST_DOCUMENT) {
            byte[] bytes = content.readAllBytes();
            documents.put(entry.name(), bytes);
            sums.put(entry.name(), Hashing.sum(bytes));
        } else {
            sums.put(entry.name(), Hashing.sum(content));
        }
    }

    private static boolean isDocument(String name) {
        return name.equals(MANIFEST) || name.equals(Artifact.FILE);
    }

    private Contents contents(@Nullable ModuleId asked) {
        Optional<JsonNode> manifest = text(MANIFEST).flatMap(this::manifest);
        Optional<Artifact> artifact =
                text(Artifact.FILE).flatMap(new ArtifactParser(issue -> faults.add(Artifact.FILE, issue))::parse);
        faults.check();
        Artifact found = artifact.orElseThrow();
        ModuleId id = id(manifest.orElseThrow(), found);
        if (asked != null && !asked.equals(id)) {
            faults.add(
                    MANIFEST, "It is another module than the one that was asked for", asked.toString(), id.toString());
        }
        List<String> ignored = found.schemaVersion() == Artifact.SCHEMA_VERSION ? compare(found) : List.of();
        if (found.schemaVersion() != Artifact.SCHEMA_VERSION) {
            warnings.add(withoutSums());
        }
        checkEntry(manifest.orElseThrow(), found);
        faults.check();
        ignored.forEach(sums::remove);
        return new Contents(id, sums, ignored, warnings);
    }

    private Optional<String> text(String name) {
        byte[] bytes = documents.get(name);
        if (bytes == null) {
            boolean tooLarge = sums.containsKey(name);
            faults.add(
                    name,
                    tooLarge ? name + " is too large" : "The bundle has no " + name,
                    name + " of at most " + LARGEST_DOCUMENT + " bytes, at the top of the bundle",
                    tooLarge ? "a larger one" : "none");
            return Optional.empty();
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            faults.add(name, name + " is not text in UTF-8", "text in UTF-8", "other bytes");
            return Optional.empty();
        }
    }

    private Optional<JsonNode> manifest(String text) {
        try {
            return Optional.of(Json.parse(text));
        } catch (JsonSyntaxException e) {
            faults.add(
                    MANIFEST,
                    Issue.at(IssueCode.INVALID_JSON, Pointer.ROOT, "module.json is not JSON: " + e.getMessage())
                            .atPosition(Optional.of(e.position()))
                            .expected("a JSON document (RFC 8259)")
                            .actual("a text that is not JSON"));
            return Optional.empty();
        }
    }

    private ModuleId id(JsonNode manifest, Artifact artifact) {
        String name = manifest.path("name").asString("");
        String version = manifest.path("version").asString("");
        same("name", name, artifact.name(), artifact);
        same("version", version, artifact.version(), artifact);
        Optional<ModuleId> id = ModuleId.of(name, version);
        if (id.isEmpty()) {
            throw faults.fatal(
                    MANIFEST,
                    "module.json names no module",
                    "a name of lower-case letters, digits and hyphens, and a semantic version",
                    "name '" + name + "', version '" + version + "'");
        }
        return id.get();
    }

    private void same(String member, String ofManifest, String ofArtifact, Artifact artifact) {
        boolean silent = artifact.schemaVersion() == 1 && ofArtifact.isEmpty();
        if (!silent && !ofManifest.equals(ofArtifact)) {
            faults.add(
                    Artifact.FILE,
                    "artifact.json and module.json differ in '" + member + "'",
                    "the " + member + " of module.json, '" + ofManifest + "'",
                    ofArtifact);
        }
    }

    /** Every file is listed with its sum and every sum has its file; what is not installed is handed back. */
    private List<String> compare(Artifact artifact) {
        List<String> ignored = new ArrayList<>();
        artifact.files().forEach((name, sum) -> {
            String found = sums.get(name);
            if (found == null || name.equals(Artifact.FILE)) {
                faults.add(name, "artifact.json lists a file that is not in the bundle", "the file " + name, "none");
            } else if (!found.equals(sum)) {
                faults.add(name, "The file is not what artifact.json says", sum, found);
            }
        });
        for (String name : sums.keySet()) {
            if (!artifact.files().containsKey(name) && !name.equals(Artifact.FILE)) {
                if (name.equals(PACKAGE) && archive instanceof TarArchive) {
                    ignored.add(name);
                } else {
                    faults.add(name, "The file is not listed in artifact.json", "only files that are listed", name);
                }
            }
        }
        return ignored;
    }

    private void checkEntry(JsonNode manifest, Artifact artifact) {
        String entry = manifest.path("entry").asString("");
        String ofArtifact = artifact.entry().orElse("");
        if (artifact.schemaVersion() == Artifact.SCHEMA_VERSION && !entry.equals(ofArtifact)) {
            faults.add(
                    Artifact.FILE,
                    "artifact.json and module.json differ in 'entry'",
                    entry.isEmpty() ? "no 'entry'" : "'" + entry + "'",
                    ofArtifact.isEmpty() ? "no 'entry'" : ofArtifact);
        }
        for (String file : List.of(entry, ofArtifact)) {
            if (!file.isEmpty() && !sums.containsKey(file.startsWith("./") ? file.substring(2) : file)) {
                faults.add(file, "The bundle lacks the file of its 'entry'", "the file " + file, "none");
                return;
            }
        }
    }

    private Issue withoutSums() {
        return Issue.at(
                        IssueCode.INVALID_BUNDLE,
                        Pointer.ROOT,
                        "The bundle was made by the original tool and has no sums of its files, so a change of one would"
                                + " not be noticed")
                .atPath(Artifact.FILE)
                .expected("artifact.json of schemaVersion 2; module pack makes it")
                .actual("schemaVersion 1")
                .with("file", archive.source());
    }
}
