package dev.dispatch.transfer;

import dev.dispatch.archive.FileContent;
import dev.dispatch.archive.Hashing;
import dev.dispatch.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What {@code run-bundle.json} says of the bundle it lies in.
 *
 * @param files those of the record by their names in it
 */
record BundleManifest(String runId, String cliVersion, SortedMap<String, Sum> files) {

    static final String FILE = "run-bundle.json";
    static final int SCHEMA_VERSION = 1;

    /** Size in bytes and {@code sha256:} with 64 hexadecimal digits. */
    record Sum(long size, String sha256) {}

    BundleManifest {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /** Of a record's files, which are read. */
    static BundleManifest of(String runId, String cliVersion, Map<String, FileContent> contents) throws IOException {
        SortedMap<String, Sum> files = new TreeMap<>();
        for (Map.Entry<String, FileContent> file : contents.entrySet()) {
            try (InputStream content = file.getValue().open()) {
                files.put(file.getKey(), new Sum(file.getValue().size(), Hashing.sum(content)));
            }
        }
        return new BundleManifest(runId, cliVersion, files);
    }

    /** What a document says; members that are missing are empty. Its version was looked at before. */
    static BundleManifest read(JsonNode document) {
        SortedMap<String, Sum> files = new TreeMap<>();
        document.path("files")
                .properties()
                .forEach(file -> files.put(
                        file.getKey(),
                        new Sum(
                                file.getValue().path("size").asLong(-1),
                                file.getValue().path("sha256").asString(""))));
        return new BundleManifest(
                document.path("runId").asString(""), document.path("cliVersion").asString(""), files);
    }

    String text() {
        ObjectNode json = Json.object();
        json.put("schemaVersion", SCHEMA_VERSION);
        json.put("runId", runId);
        json.put("cliVersion", cliVersion);
        ObjectNode listed = json.putObject("files");
        files.forEach(
                (name, sum) -> listed.putObject(name).put("size", sum.size()).put("sha256", sum.sha256()));
        return Json.pretty(json) + "\n";
    }

    /** How large the record is. */
    long size() {
        return files.values().stream().mapToLong(Sum::size).sum();
    }
}
