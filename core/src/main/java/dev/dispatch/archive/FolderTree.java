package dev.dispatch.archive;

import dev.dispatch.file.AtomicFile;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** One folder of files: written from an archive, compared with one. Links are never followed. */
public final class FolderTree {

    private final Path root;

    public FolderTree(Path root) {
        this.root = root;
    }

    /** Writes the files so that they outlive a loss of power. */
    void write(Archive archive, Map<String, String> sums) throws IOException {
        write(archive, sums, AtomicFile.Durability.POWER);
    }

    /**
     * Writes the files of an archive that was checked; what changed since then is noticed.
     *
     * @param sums of the files that are written, by their names; others are passed over
     * @throws IOException where it cannot be written; what is there then is not whole
     */
    public void write(Archive archive, Map<String, String> sums, AtomicFile.Durability durability) throws IOException {
        Faults faults = new Faults(archive.source());
        TreeSet<Path> folders = new TreeSet<>();
        Files.createDirectory(root);
        folders.add(root);
        TreeSet<String> missing = new TreeSet<>(sums.keySet());
        archive.read((entry, content) -> {
            String sum = sums.get(entry.name());
            if (entry.folder() || sum == null) {
                return;
            }
            Path file = root.resolve(entry.name());
            for (Path folder = file.getParent(); folder != null && folders.add(folder); folder = folder.getParent()) {
                Files.createDirectories(folder);
            }
            if (!missing.remove(entry.name())
                    || !write(content, file, durability).equals(sum)) {
                throw changed(faults, entry.name());
            }
        });
        if (!missing.isEmpty()) {
            throw changed(faults, missing.first());
        }
        if (durability == AtomicFile.Durability.POWER) {
            for (Path folder : folders) {
                AtomicFile.syncDirectory(folder);
            }
        }
    }

    private static RuntimeException changed(Faults faults, String name) {
        return faults.fatal(
                name, "The bundle changed while it was installed", "a file nobody writes", "another content");
    }

    private static String write(InputStream content, Path file, AtomicFile.Durability durability) throws IOException {
        MessageDigest digest = Hashing.digest("SHA-256");
        try (FileOutputStream out = new FileOutputStream(file.toFile())) {
            content.transferTo(new DigestOutputStream(out, digest));
            if (durability == AtomicFile.Durability.POWER) {
                out.getFD().sync();
            }
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
}
