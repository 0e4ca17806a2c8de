package dev.dispatch.archive;

import dev.dispatch.json.Json;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/**
 * What {@code artifact.json} of a bundle says: whose it is, what made it, and what is in it.
 *
 * @param schemaVersion 2; or 1 for what the original tool made, without hashes
 * @param entry the file that holds the code; empty for a module without code
 * @param cliVersion of the program that packed it; empty where it does not say
 * @param sourceHash content hash of the module that was packed; empty where it does not say
 * @param files every file of the bundle but {@code artifact.json} itself, each with {@code sha256:} and its sum
 */
record Artifact(
        int schemaVersion,
        String name,
        String version,
        Optional<String> entry,
        String cliVersion,
        String sourceHash,
        Map<String, String> files) {

    static final String FILE = "artifact.json";
    static final int SCHEMA_VERSION = 2;

    Artifact {
        files = Collections.unmodifiableMap(new TreeMap<>(files));
    }

    /** In canonical form, so that equal artifacts are equal bytes. */
    String text() {
        ObjectNode json = Json.object()
                .put("schemaVersion", schemaVersion)
                .put("name", name)
                .put("version", version)
                .put("cliVersion", cliVersion)
                .put("sourceHash", sourceHash);
        entry.ifPresent(file -> json.put("entry", file));
        ObjectNode sums = json.putObject("files");
        files.forEach(sums::put);
        return Json.canonical(json) + "\n";
    }
}
