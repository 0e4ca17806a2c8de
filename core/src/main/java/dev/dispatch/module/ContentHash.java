package dev.dispatch.module;

import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSyntaxException;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** One hash for a whole module: equal modules have equal hashes, wherever they lie and whatever lies beside them. */
final class ContentHash {

    private static final int MOST_FILES = 10_000;
    private static final long LARGEST_ARTIFACT = 16L << 20;

    private ContentHash() {}

    static String ofText(String text) {
        return "sha256:" + Json.sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Over the sorted names and contents of the {@link ModuleFiles}; of an installed module, of those it was packed from. */
    static String of(LoadedModule module, Path folder) {
        Optional<String> packed = module.layer() == Layer.USER ? ofSource(folder) : Optional.empty();
        return packed.orElseGet(() -> ofFiles(module, folder));
    }

    private static String ofFiles(LoadedModule module, Path folder) {
        StringBuilder list = new StringBuilder();
        try {
            Map<String, Path> files = ModuleFiles.of(module, folder).files();
            if (!files.containsKey("module.json")) {
                throw unreadable(folder, "it has no module.json any more");
            }
            if (files.size() > MOST_FILES) {
                throw unreadable(folder, "it holds more than " + MOST_FILES + " files");
            }
            for (Map.Entry<String, Path> file : files.entrySet()) {
                list.append(file.getKey())
                        .append('\0')
                        .append(Json.sha256(Files.readAllBytes(file.getValue())))
                        .append('\n');
            }
        } catch (IOException | UncheckedIOException e) {
            throw unreadable(folder, String.valueOf(e.getMessage()));
        }
        return ofText(list.toString());
    }

    /** What {@code artifact.json} says; empty where there is none, or one that does not say. */
    private static Optional<String> ofSource(Path folder) {
        Path artifact = folder.resolve("artifact.json");
        try {
            if (!Files.isRegularFile(artifact) || Files.size(artifact) > LARGEST_ARTIFACT) {
                return Optional.empty();
            }
            String hash =
                    Json.parse(Files.readString(artifact)).path("sourceHash").asString("");
            return hash.startsWith("sha256:") ? Optional.of(hash) : Optional.empty();
        } catch (IOException | JsonSyntaxException e) {
            return Optional.empty();
        }
    }

    private static ProblemException unreadable(Path folder, String why) {
        return Problem.of(ProblemCode.RUNTIME_ERROR, "Cannot read the module folder " + folder + ": " + why)
                .exception();
    }
}
