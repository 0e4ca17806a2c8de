package dev.dispatch.archive;

import dev.dispatch.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Sound bundles for tests, before somebody damages them. */
final class Bundles {

    static final String SOURCE_HASH = "sha256:" + "0".repeat(64);

    private Bundles() {}

    /** The files of a small module; {@code content} tells copies apart. */
    static Map<String, byte[]> files(String name, String version, String content) {
        Map<String, byte[]> files = new TreeMap<>();
        files.put("module.json", bytes("""
                {"name": "%s", "version": "%s", "actions": {}}""".formatted(name, version)));
        files.put("assets/data.txt", bytes(content));
        files.put("README.md", bytes("# " + name));
        return withArtifact(name, version, files);
    }

    static Map<String, byte[]> withArtifact(String name, String version, Map<String, byte[]> files) {
        Map<String, String> sums = new TreeMap<>();
        files.forEach((file, bytes) -> sums.put(file, "sha256:" + Json.sha256(bytes)));
        sums.remove("artifact.json");
        Artifact artifact = new Artifact(2, name, version, Optional.empty(), "0.1.0", SOURCE_HASH, sums);
        files.put("artifact.json", bytes(artifact.text()));
        return files;
    }

    static ZipBytes zip(Map<String, byte[]> files) {
        ZipBytes zip = new ZipBytes();
        files.forEach(zip::add);
        return zip;
    }

    static ZipBytes zip(String name, String version, String content) {
        return zip(files(name, version, content));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
