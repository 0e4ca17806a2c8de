package dev.dispatch.archive;

import dev.dispatch.file.AtomicFile;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One folder of files: written from an archive, compared with one, removed. Links are never followed. */
final class FolderTree {

    private final Path root;

    FolderTree(Path root) {
        this.root = root;
    }

    /**
     * Writes the files of an archive that was checked, so that they outlive a loss of power; what changed since then is
     * noticed.
     *
     * @throws IOException where it cannot be written; what is there then is not whole
     */
    void write(Archive archive, Contents contents) throws IOException {
        Faults faults = new Faults(archive.source());
        TreeSet<Path> folders = new TreeSet<>();
        Files.createDirectory(root);
        folders.add(root);
        TreeSet<String> missing = new TreeSet<>(contents.sums().keySet());
        archive.read((entry, content) -> {
            String sum = contents.sums().get(entry.name());
            if (entry.folder() || sum == null) {
                return;
            }
            Path file = root.resolve(entry.name());
            for (Path folder = file.getParent(); folder != null && folders.add(folder); folder = folder.getParent()) {
                Files.createDirectories(folder);
            }
            if (!missing.remove(entry.name()) || !write(content, file).equals(sum)) {
                throw changed(faults, entry.name());
            }
        });
        if (!missing.isEmpty()) {
            throw changed(faults, missing.first());
        }
        for (Path folder : folders) {
            AtomicFile.syncDirectory(folder);
        }
    }

    private static RuntimeException changed(Faults faults, String name) {
        return faults.fatal(
                name, "The bundle changed while it was installed", "a file nobody writes", "another content");
    }

    private static String write(InputStream content, Path file) throws IOException {
        MessageDigest digest = Hashing.digest("SHA-256");
        try (FileOutputStream out = new FileOutputStream(file.toFile())) {
            content.transferTo(new DigestOutputStream(out, digest));
            out.getFD().sync();
        }
        return Hashing.sum(digest);
    }

    /** True where the folder holds just these files with these sums. */
    boolean holds(Map<String, String> sums) throws IOException {
        Map<String, String> found = new TreeMap<>();
        boolean[] plain = {true};
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                String name = root.relativize(file).toString().replace('\\', '/');
                plain[0] = attributes.isRegularFile() && sums.containsKey(name);
                if (plain[0]) {
                    try (InputStream content = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
                        found.put(name, Hashing.sum(content));
                    }
                }
                return plain[0] ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
            }
        });
        return plain[0] && found.equals(sums);
    }

    /** Removes the folder and all in it; what is gone already is no failure. */
    void delete() throws IOException {
        if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.deleteIfExists(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
