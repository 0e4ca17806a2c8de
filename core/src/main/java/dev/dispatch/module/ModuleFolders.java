package dev.dispatch.module;

import dev.dispatch.job.JobKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds modules in a folder of modules, and job files in a folder of jobs. */
public final class ModuleFolders {

    /** The file that makes a folder a module. */
    static final String MANIFEST = "module.json";

    private static final int DEEPEST_JOB = 8;
    private static final int MOST_JOBS = 2_000;
    private static final int MOST_FILES = 100_000;

    private ModuleFolders() {}

    /** The folders directly below, but for hidden ones, that hold a {@code module.json}, sorted by name. */
    public static List<Path> in(Path modules) {
        List<Path> folders = new ArrayList<>();
        if (!Files.isDirectory(modules)) {
            return folders;
        }
        try (Stream<Path> entries = Files.list(modules)) {
            entries.filter(entry -> !entry.getFileName().toString().startsWith("."))
                    .filter(entry -> Files.isRegularFile(entry.resolve(MANIFEST)))
                    .sorted()
                    .forEach(folders::add);
        } catch (IOException e) {
            // A folder that cannot be listed holds no module that could be used.
            return List.of();
        }
        return folders;
    }

    /** The job files below a folder, at most 2,000, sorted by id, seed jobs first among equals. */
    public static List<ShippedJob> jobs(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder, DEEPEST_JOB)) {
            return files.limit(MOST_FILES)
                    .filter(ModuleFolders::isJob)
                    .limit(MOST_JOBS)
                    .map(file -> {
                        JobKind kind = JobKind.of(file.getFileName().toString());
                        return new ShippedJob(id(file, kind), kind, file);
                    })
                    .sorted(ModuleFolders::compare)
                    .toList();
        } catch (IOException | java.io.UncheckedIOException e) {
            return List.of();
        }
    }

    private static int compare(ShippedJob a, ShippedJob b) {
        int byId = a.id().compareTo(b.id());
        if (byId != 0) {
            return byId;
        }
        int byKind = b.kind().compareTo(a.kind());
        return byKind != 0 ? byKind : a.path().compareTo(b.path());
    }

    private static boolean isJob(Path file) {
        String name = String.valueOf(file.getFileName());
        boolean named = name.endsWith(JobKind.CASE.suffix()) || name.endsWith(JobKind.SEED.suffix());
        // Reading a device or a named pipe may never end.
        return named && Files.isRegularFile(file);
    }

    private static String id(Path file, JobKind kind) {
        String name = String.valueOf(file.getFileName());
        return name.substring(0, name.length() - kind.suffix().length());
    }
}
