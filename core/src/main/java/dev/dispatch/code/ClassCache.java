package dev.dispatch.code;

import dev.dispatch.file.AtomicFile;
import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.module.CodeLoader;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What was made of the code of modules, each in one file that is named by all that decides its content. Its files are as
 * trusted as the rest of the home folder: who can write there can also install a module.
 *
 * <p>A file is written beside and renamed, so it is there whole or not at all. When one is written, those that nobody
 * used for {@link #LONGEST_UNUSED} are removed, and of the others the longest unused beyond {@link #MOST_FILES}.
 */
final class ClassCache {

    /** Changes with everything that changes what is made of the same code by the same program. */
    static final int LAYOUT = 1;

    static final Duration LONGEST_UNUSED = Duration.ofDays(30);
    static final int MOST_FILES = 200;

    private static final Duration BETWEEN_MARKS = Duration.ofDays(1);
    private static final int LARGEST_FILE = 64 * 1024 * 1024;

    private final Path folder;
    private final String version;

    /**
     * A cache in a folder, which is made when something is written.
     *
     * @param version of the program
     */
    ClassCache(Path folder, String version) {
        this.folder = folder;
        this.version = version;
    }

    /**
     * Where something made of code is kept: by the code, the build of the program and the version of Java.
     *
     * @param contentHash of the code
     * @param suffix of the file, such as {@code .jar}
     */
    Path file(String contentHash, String suffix) {
        String all = String.join(
                "\n",
                "dispatch " + version + " " + SdkView.build() + " " + LAYOUT,
                "java " + Runtime.version().feature(),
                contentHash);
        return folder.resolve(Json.sha256(all.getBytes(StandardCharsets.UTF_8)) + suffix);
    }

    /** What is kept in a file of this cache; empty where there is none that can be read. */
    Optional<byte[]> read(Path file) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > LARGEST_FILE) {
                return Optional.empty();
            }
            byte[] content = Files.readAllBytes(file);
            markUsed(file);
            return Optional.of(content);
        } catch (IOException e) {
            // It is made again.
            return Optional.empty();
        }
    }

    private static void markUsed(Path file) {
        Instant now = Instant.now();
        try {
            if (Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(BETWEEN_MARKS))) {
                Files.setLastModifiedTime(file, FileTime.from(now));
            }
        } catch (IOException e) {
            // A cache that can only be read serves as well; it is cleaned by somebody else, or not at all.
        }
    }

    /**
     * Keeps something.
     *
     * @throws IOException where the folder cannot be written; it names the file
     */
    void write(Path file, byte[] content) throws IOException {
        AtomicFile.write(file, content, AtomicFile.Durability.PROCESS);
        clean(Instant.now());
    }

    /** The warning about a module whose code could be used and not kept. */
    static Issue unwritable(CodeLoader.Entry entry, IOException why) {
        return Issue.at(
                        IssueCode.INVALID_STATE,
                        Pointer.ROOT,
                        "What was made of the code of '" + entry.module()
                                + "' cannot be kept, so every command makes it again: " + why.getMessage())
                .atPath(entry.file().toString())
                .expected("a home folder that can be written; DISPATCH_HOME names it");
    }

    private void clean(Instant now) {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> found = Files.list(folder)) {
            found.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .sorted(Comparator.comparing(ClassCache::lastUsed).reversed())
                    .forEach(files::add);
            for (int i = 0; i < files.size(); i++) {
                if (i >= MOST_FILES || lastUsed(files.get(i)).isBefore(now.minus(LONGEST_UNUSED))) {
                    Files.deleteIfExists(files.get(i));
                }
            }
        } catch (IOException | java.io.UncheckedIOException e) {
            // Another process cleans too, or the next one will.
        }
    }

    private static Instant lastUsed(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            return Instant.MAX;
        }
    }
}
