package dev.dispatch.cli.check;

import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSyntaxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Whether what is installed is still what was installed, and in the form of this version.
 *
 * @param modules the folder of installed modules, one folder {@code <name>@<version>} each
 */
record InstalledModulesCheck(Path modules) {

    private static final String ARTIFACT = "artifact.json";
    private static final long LARGEST_DOCUMENT = 64L * 1024 * 1024;

    /** A module whose manifest names another module, or of which a file was changed. */
    CheckResult intact() {
        String name = "installed modules";
        List<Path> current =
                folders().stream().filter(folder -> !isLegacy(folder)).toList();
        List<String> faults = new ArrayList<>();
        current.forEach(folder -> fault(folder).ifPresent(fault -> faults.add(folder.getFileName() + ": " + fault)));
        return faults.isEmpty()
                ? CheckResult.ok(name, current.isEmpty() ? "none are installed" : current.size() + " intact")
                : CheckResult.fail(
                        name, Doctor.some(faults), "remove the folder below " + modules + " and install again");
    }

    /** Folders of an older form; they are left alone. */
    CheckResult legacy() {
        String name = "legacy installed modules";
        List<String> legacy = folders().stream()
                .filter(InstalledModulesCheck::isLegacy)
                .map(folder -> String.valueOf(folder.getFileName()))
                .toList();
        return legacy.isEmpty()
                ? CheckResult.ok(name, "none")
                : CheckResult.warn(
                        name,
                        Doctor.some(legacy) + (legacy.size() == 1 ? " is" : " are") + " not <name>@<version> with "
                                + ARTIFACT + " of schemaVersion 2",
                        "install again and remove the old folder below " + modules);
    }

    private List<Path> folders() {
        if (!Files.isDirectory(modules)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(modules)) {
            return entries.filter(Files::isDirectory)
                    .filter(folder -> !String.valueOf(folder.getFileName()).startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static boolean isLegacy(Path folder) {
        return String.valueOf(folder.getFileName()).indexOf('@') < 1
                || !Files.isRegularFile(folder.resolve(ARTIFACT))
                || isWithoutSums(folder);
    }

    /** Of a bundle that the original tool made. */
    private static boolean isWithoutSums(Path folder) {
        try {
            return document(folder.resolve(ARTIFACT)).path("schemaVersion").asInt(0) == 1;
        } catch (IOException | JsonSyntaxException e) {
            // The other check says what is wrong with it.
            return false;
        }
    }

    private static Optional<String> fault(Path folder) {
        try {
            JsonNode manifest = document(folder.resolve("module.json"));
            String expected = String.valueOf(folder.getFileName());
            String found = manifest.path("name").asString("") + "@"
                    + manifest.path("version").asString("");
            return found.equals(expected)
                    ? changed(folder, document(folder.resolve(ARTIFACT)).path("files"))
                    : Optional.of("module.json is that of " + found);
        } catch (JsonSyntaxException e) {
            return Optional.of("a document is not JSON: " + e.getMessage());
        } catch (IOException e) {
            return Optional.of("a file cannot be read: " + e.getMessage());
        }
    }

    private static JsonNode document(Path file) throws IOException {
        if (Files.size(file) > LARGEST_DOCUMENT) {
            throw new IOException(file.getFileName() + " is larger than 64 MiB");
        }
        return Json.parse(Files.readString(file));
    }

    /** The first file that is not what {@code artifact.json} says; its {@code files} has a SHA-256 sum for each path. */
    private static Optional<String> changed(Path folder, JsonNode files) throws IOException {
        for (Map.Entry<String, JsonNode> file : files.properties()) {
            Path path = folder.resolve(file.getKey()).normalize();
            if (!path.startsWith(folder) || !Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.of(file.getKey() + " is missing");
            }
            String sum = file.getValue().asString("");
            String expected = sum.startsWith("sha256:") ? sum.substring("sha256:".length()) : sum;
            if (!Json.sha256(Files.readAllBytes(path)).equals(expected)) {
                return Optional.of(file.getKey() + " was changed");
            }
        }
        return Optional.empty();
    }
}
