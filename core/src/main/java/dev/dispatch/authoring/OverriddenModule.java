package dev.dispatch.authoring;

import dev.dispatch.file.AtomicFile;
import dev.dispatch.job.ActionKey;
import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSyntaxException;
import dev.dispatch.module.ModuleRegistry;
import dev.dispatch.problem.NextAction;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A module on disk that gets one more action; what its author wrote stays as it is written. */
final class OverriddenModule {

    /**
     * What became of an action in Java.
     *
     * @param written the files that were changed or made
     * @param code what the author has to put into the class; empty for nothing
     */
    record JavaPart(List<String> written, String code, List<String> notes) {}

    private final Path folder;
    private final ManifestText manifest;
    private final JsonNode json;

    private OverriddenModule(Path folder, ManifestText manifest, JsonNode json) {
        this.folder = folder;
        this.manifest = manifest;
        this.json = json;
    }

    /** Reads its {@code module.json}. */
    static OverriddenModule read(Path folder) {
        Path file = folder.resolve("module.json");
        if (!Files.isRegularFile(file)) {
            throw Problem.of(ProblemCode.NOT_FOUND, "There is no module in " + folder + "; make one with override init")
                    .next(List.of(NextAction.of(
                            "see how a module with one action is made", "module", "override", "init", "--help")))
                    .exception();
        }
        try {
            String text = Files.readString(file);
            JsonNode json = Json.parse(text);
            if (!json.isObject()
                    || !(json.path("actions").isMissingNode()
                            || json.path("actions").isObject())) {
                throw unusable(file, "it is not an object with an object 'actions'");
            }
            return new OverriddenModule(folder, new ManifestText(text), json);
        } catch (IOException | JsonSyntaxException e) {
            throw unusable(file, String.valueOf(e.getMessage()));
        }
    }

    /** Says whether the action can be added. */
    void checkFree(ActionKey wanted) {
        String name = json.path("name").asString("");
        if (!name.equals(wanted.module())) {
            throw refused("The module in " + folder + " is '" + name + "'; only '" + wanted.module()
                    + "' can replace actions of '" + wanted.module() + "'");
        }
        if (json.path("actions").has(wanted.name())) {
            throw there(wanted.toString(), folder);
        }
    }

    static ProblemException there(String key, Path folder) {
        return refused("'" + key + "' is in " + folder + " already; change it there");
    }

    /** Adds it to the manifest; says what is different around it. */
    List<String> addHttpAction(ModuleRegistry.Provided winner) {
        ObjectNode action = ModuleManifest.standalone(winner);
        ManifestText changed = json.has("actions") ? manifest : manifest.with("", "actions", Json.object());
        changed = changed.with("actions", winner.action().key().name(), action);
        List<String> notes = new ArrayList<>();
        JsonNode http = ModuleManifest.http(winner.module());
        if (!json.has("http") && !http.isEmpty()) {
            changed = changed.with("", "http", http);
            notes.add("'http' was taken over from " + winner.module().source() + " too.");
        } else if (!Json.equal(http, json.path("http"))) {
            notes.add("'http' of this module counts for the action, which differs from that of "
                    + winner.module().source() + ".");
        }
        write(Map.of(folder.resolve("module.json"), changed.text()));
        return notes;
    }

    /** Makes a source where the module has no code; else says what to put into the one that is there. */
    JavaPart addJavaAction(ModuleRegistry.Provided winner) {
        String entry = json.path("entry").asString("");
        if (!entry.isEmpty()) {
            String type = entry.substring(entry.lastIndexOf('/') + 1).replace(".java", "");
            return new JavaPart(
                    List.of(),
                    new JavaAction(winner.action(), type).members(),
                    List.of("Nothing was written: put the code into the class in " + entry
                            + ", with imports for what it uses."));
        }
        String type = JavaNames.type(winner.module().name(), "Module");
        Path source = folder.resolve(type + ".java");
        if (Files.exists(source, LinkOption.NOFOLLOW_LINKS)) {
            throw refused(
                    "'" + source + "' is there and is not the entry of the module; rename it, or name it in 'entry'");
        }
        Map<Path, String> files = new LinkedHashMap<>();
        files.put(
                source,
                new JavaAction(winner.action(), type)
                        .source(type, json.path("version").asString("")));
        files.put(
                folder.resolve("module.json"),
                manifest.with("", "entry", Json.text(type + ".java")).text());
        write(files);
        return new JavaPart(List.of(type + ".java", "module.json"), "", List.of());
    }

    private void write(Map<Path, String> files) {
        Map<Path, byte[]> contents = new LinkedHashMap<>();
        files.forEach((file, text) -> contents.put(file, text.getBytes(StandardCharsets.UTF_8)));
        try {
            AtomicFile.write(contents, AtomicFile.Durability.POWER);
        } catch (IOException e) {
            throw Problem.of(ProblemCode.RUNTIME_ERROR, "Cannot change the module: " + e.getMessage())
                    .exception();
        }
    }

    private static ProblemException unusable(Path file, String why) {
        return refused("'" + file + "' cannot be changed: " + why);
    }

    private static ProblemException refused(String message) {
        return Problem.of(ProblemCode.USAGE_ERROR, message).exception();
    }
}
