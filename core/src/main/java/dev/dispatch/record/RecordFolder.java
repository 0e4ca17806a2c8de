package dev.dispatch.record;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.function.BiConsumer;

/** Lists what lies in a record's folder, which anybody may have filled; follows no link. */
final class RecordFolder {

    private static final int DEEPEST = 16;
    private static final int MOST_FILES = 100_000;

    private RecordFolder() {}

    static List<String> files(Path folder, BiConsumer<String, String> others) throws IOException {
        List<String> names = new ArrayList<>();
        Files.walkFileTree(folder, EnumSet.noneOf(FileVisitOption.class), DEEPEST, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String name = name(folder, file);
                if (attributes.isRegularFile()) {
                    names.add(name);
                } else {
                    others.accept(name, attributes.isDirectory() ? "it lies too deep" : "it is not a file");
                }
                if (names.size() < MOST_FILES) {
                    return FileVisitResult.CONTINUE;
                }
                others.accept("...", "there are more than " + MOST_FILES + " files");
                return FileVisitResult.TERMINATE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                others.accept(name(folder, file), "it cannot be read");
                return FileVisitResult.CONTINUE;
            }
        });
        Collections.sort(names);
        return names;
    }

    private static String name(Path folder, Path file) {
        return folder.relativize(file).toString().replace(File.separatorChar, '/');
    }
}
