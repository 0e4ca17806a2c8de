package dev.dispatch.module;

import dev.dispatch.json.Json;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** One hash for a whole folder: equal folders have equal hashes, wherever they lie. */
final class ContentHash {

    private static final int MOST_FILES = 10_000;

    private ContentHash() {}

    static String ofText(String text) {
        return "sha256:" + Json.sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Over the sorted names and contents of all regular files; hidden files and links do not count. */
    static String ofFolder(Path folder) {
        StringBuilder list = new StringBuilder();
        try (Stream<Path> found = Files.walk(folder, 20)) {
            List<Path> files = found.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .filter(file -> !hidden(folder.relativize(file)))
                    .limit(MOST_FILES + 1L)
                    .sorted()
                    .toList();
            if (files.size() > MOST_FILES) {
                throw unreadable(folder, "it holds more than " + MOST_FILES + " files");
            }
            for (Path file : files) {
                list.append(folder.relativize(file).toString().replace('\\', '/'))
                        .append('\0')
                        .append(Json.sha256(Files.readAllBytes(file)))
                        .append('\n');
            }
        } catch (IOException | java.io.UncheckedIOException e) {
            throw unreadable(folder, String.valueOf(e.getMessage()));
        }
        return ofText(list.toString());
    }

    private static ProblemException unreadable(Path folder, String why) {
        return Problem.of(ProblemCode.RUNTIME_ERROR, "Cannot read the module folder " + folder + ": " + why)
                .exception();
    }

    private static boolean hidden(Path relative) {
        for (Path part : relative) {
            if (part.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }
}
