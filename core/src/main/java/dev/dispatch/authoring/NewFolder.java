package dev.dispatch.authoring;

import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes a folder of texts, whole or not at all. */
final class NewFolder {

    /** Makes a folder a module, so it comes last. */
    private static final String LAST = "module.json";

    private final Path target;
    private final Map<String, String> files;

    private NewFolder(Path target, Map<String, String> files) {
        this.target = target;
        this.files = files;
    }

    /**
     * Says whether a folder can be made there.
     *
     * @throws ProblemException a {@code USAGE_ERROR} where there is something
     */
    static void checkFree(Path target) {
        if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!Files.isDirectory(target)) {
            throw refused("'" + target + "' is there and is no folder; name one that is not there yet");
        }
        try (Stream<Path> entries = Files.list(target)) {
            if (entries.findAny().isPresent()) {
                throw refused(
                        "The folder '" + target + "' is not empty; name one that is not there yet, or an empty one");
            }
        } catch (IOException e) {
            throw failed(target, e);
        }
    }

    /**
     * Makes it, and the folders above it.
     *
     * @param files each by its name, with {@code /} between the parts
     * @throws ProblemException as {@link #checkFree}; a {@code RUNTIME_ERROR} where it cannot be written
     */
    static void write(Path target, Map<String, String> files) {
        checkFree(target);
        new NewFolder(target, files).write();
    }

    private void write() {
        Path missing = firstMissing();
        Path temporary = target.resolveSibling(
                ".dispatch-" + Long.toHexString(ThreadLocalRandom.current().nextLong()) + ".tmp");
        List<Path> moved = new ArrayList<>();
        try {
            for (Map.Entry<String, String> file : files.entrySet()) {
                Path path = temporary.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue());
            }
            if (Files.isDirectory(target)) {
                moveInto(temporary, moved);
                Files.delete(temporary);
            } else {
                Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            discard(temporary, moved, missing, e);
            throw failed(target, e);
        }
    }

    /** An empty folder stays the same folder: a shell may stand in it. */
    private void moveInto(Path temporary, List<Path> moved) throws IOException {
        List<Path> parts = new ArrayList<>();
        try (Stream<Path> entries = Files.list(temporary)) {
            entries.sorted(Comparator.comparing((Path part) -> part.endsWith(LAST))
                            .thenComparing(part -> part))
                    .forEach(parts::add);
        }
        for (Path part : parts) {
            Path to = target.resolve(part.getFileName());
            Files.move(part, to, StandardCopyOption.ATOMIC_MOVE);
            moved.add(to);
        }
    }

    /** The highest folder that has to be made; null where only the target itself is missing, or nothing. */
    private @Nullable Path firstMissing() {
        Path missing = null;
        for (Path at = target.getParent(); at != null && !Files.exists(at); at = at.getParent()) {
            missing = at;
        }
        return missing;
    }

    private static void discard(Path temporary, List<Path> moved, @Nullable Path missing, IOException because) {
        List<Path> all = new ArrayList<>(moved);
        all.add(temporary);
        if (missing != null) {
            all.add(missing);
        }
        for (Path path : all) {
            try {
                delete(path);
            } catch (IOException e) {
                because.addSuppressed(e);
            }
        }
    }

    private static void delete(Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> found = Files.walk(path)) {
            all = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : all) {
            Files.delete(each);
        }
    }

    private static ProblemException refused(String message) {
        return Problem.of(ProblemCode.USAGE_ERROR, message).exception();
    }

    private static ProblemException failed(Path target, IOException e) {
        String reason = e.getClass().getSimpleName() + " " + e.getMessage();
        return Problem.of(ProblemCode.RUNTIME_ERROR, "Cannot make the folder " + target + ": " + reason)
                .exception();
    }
}
