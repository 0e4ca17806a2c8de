package dev.dispatch.record;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.SortedMap;
import java.util.TreeMap;

/** The files that make up a record, without what only the machine needs it is on and what can be made of it again. */
final class RecordTree {

    /** What {@code job readable} writes beside the record's own files. */
    private static final String READABLE = "readable-requests-responses.txt";

    private RecordTree() {}

    /**
     * The files by their names in the record, parts separated by {@code /}.
     *
     * @throws dev.dispatch.problem.ProblemException where something is there that is neither a file nor a folder
     */
    static SortedMap<String, Path> of(RecordReader record) {
        Path root = record.folder();
        SortedMap<String, Path> files = new TreeMap<>();
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    return isHidden(folder) && !folder.equals(root)
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    String name = root.relativize(file).toString().replace('\\', '/');
                    if (!isHidden(file) && !name.equals(READABLE)) {
                        if (!attributes.isRegularFile()) {
                            throw record.unreadable(name, "it is not a file");
                        }
                        files.put(name, file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw record.unreadable("the folder", e.getClass().getSimpleName() + " " + e.getMessage());
        }
        return files;
    }

    /** Such as the lock, and what a process that was killed left half written. */
    private static boolean isHidden(Path file) {
        return String.valueOf(file.getFileName()).startsWith(".");
    }
}
