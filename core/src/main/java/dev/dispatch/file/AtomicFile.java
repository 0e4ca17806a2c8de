package dev.dispatch.file;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Replaces whole files: a reader finds the old content or the new one, never half of either.
 *
 * <p>The content goes to a temporary file in the same directory, which is renamed. A temporary file is removed when
 * anything fails; one that a killed process left behind is called {@code .dispatch-*.tmp} and is never read. Links are
 * followed, missing directories made, the permissions of a replaced file kept. An interrupt neither stops nor breaks a
 * write. Every {@link IOException} names the file.
 */
public final class AtomicFile {

    /** What a finished write has outlived. */
    public enum Durability {
        /** The end of this process; a loss of power may leave the old content, or on some disks an empty file. */
        PROCESS,
        /** A loss of power: content and directory were synced. */
        POWER
    }

    private AtomicFile() {}

    /** Replaces a file; the content is on the disk when this returns. */
    public static void write(Path file, byte[] content) throws IOException {
        write(Map.of(file, content), Durability.POWER);
    }

    /** Replaces a file by a text in UTF-8; it is on the disk when this returns. */
    public static void write(Path file, String content) throws IOException {
        write(file, content.getBytes(StandardCharsets.UTF_8));
    }

    public static void write(Path file, byte[] content, Durability durability) throws IOException {
        write(Map.of(file, content), durability);
    }

    /**
     * Replaces several files, each atomically, in the order of the map; cheaper than one by one, since all are written
     * before the first is renamed and a directory is synced once. After a failure some files may be new and others old.
     */
    public static void write(Map<Path, byte[]> contents, Durability durability) throws IOException {
        Map<Path, Path> temporaries = new LinkedHashMap<>();
        try {
            for (Map.Entry<Path, byte[]> content : contents.entrySet()) {
                writeBeside(content.getKey(), content.getValue(), durability, temporaries);
            }
            Set<Path> directories = rename(temporaries);
            if (durability == Durability.POWER) {
                for (Path directory : directories) {
                    syncDirectory(directory);
                }
            }
        } catch (IOException | RuntimeException | Error e) {
            discard(temporaries, e);
            throw e;
        }
    }

    /** Removes a file for good: the directory is synced. False when it was not there. */
    public static boolean delete(Path file) throws IOException {
        try {
            Path target = CanonicalPath.of(file);
            boolean deleted = Files.deleteIfExists(target);
            if (deleted) {
                syncDirectory(target.resolveSibling("."));
            }
            return deleted;
        } catch (IOException e) {
            throw FileErrors.naming("delete", file, e);
        }
    }

    private static void discard(Map<Path, Path> temporaries, Throwable because) {
        for (Path temporary : temporaries.values()) {
            try {
                Files.deleteIfExists(temporary);
            } catch (IOException e) {
                because.addSuppressed(e);
            }
        }
    }

    private static void writeBeside(Path file, byte[] content, Durability durability, Map<Path, Path> temporaries)
            throws IOException {
        try {
            Path target = CanonicalPath.of(file);
            Path temporary = target.resolveSibling(
                    ".dispatch-" + Long.toHexString(ThreadLocalRandom.current().nextLong()) + ".tmp");
            temporaries.put(target, temporary);
            // A stream, because an interrupt would close a channel in the middle of the write.
            try (FileOutputStream out = new FileOutputStream(temporary.toFile())) {
                keepPermissions(target, temporary);
                out.write(content);
                if (durability == Durability.POWER) {
                    out.getFD().sync();
                }
            }
        } catch (IOException e) {
            throw FileErrors.naming("write", file, e);
        }
    }

    static void keepPermissions(Path target, Path temporary) throws IOException {
        PosixFileAttributeView from =
                Files.getFileAttributeView(target, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (from != null && Files.exists(target)) {
            Files.setPosixFilePermissions(temporary, from.readAttributes().permissions());
        }
    }

    private static Set<Path> rename(Map<Path, Path> temporaries) throws IOException {
        Set<Path> directories = new LinkedHashSet<>();
        List<Path> targets = new ArrayList<>(temporaries.keySet());
        for (Path target : targets) {
            Path temporary = temporaries.get(target);
            try {
                Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw FileErrors.naming("write", target, e);
            }
            temporaries.remove(target);
            directories.add(target.resolveSibling("."));
        }
        return directories;
    }

    /** Makes the renames in a directory outlive a loss of power. */
    public static void syncDirectory(Path directory) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                    channel.force(true);
                    return;
                } catch (ClosedByInterruptException e) {
                    interrupted |= Thread.interrupted();
                }
            }
        } catch (IOException e) {
            throw FileErrors.naming("sync", directory, e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
