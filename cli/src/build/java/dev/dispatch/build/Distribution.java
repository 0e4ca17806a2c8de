package dev.dispatch.build;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * The folder that runs and ships. Whatever a running program may have open is replaced by a rename, never written in
 * place; the file {@code lib/current} names the jar that counts, and its time says which sources it was built from.
 */
final class Distribution {
    private static final int HASH_DIGITS = 12;

    private final Path folder;
    private final Path current;
    private final Set<String> kept = new HashSet<>();

    Distribution(Path folder) {
        this.folder = folder;
        this.current = folder.resolve("lib/current");
    }

    void copyLauncher(Path source) throws IOException {
        for (String name : List.of("bin/dispatch", "lib/launch.sh", "lib/train.sh")) {
            copyFile(source.resolve(name), name);
            Files.setPosixFilePermissions(folder.resolve(name), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    void copyFile(Path source, String name) throws IOException {
        replace(folder.resolve(name), Files.readAllBytes(source));
    }

    /** Makes the folder a copy of its source; where there is no source, an empty folder. */
    void replaceFolder(Path source, String name) throws IOException {
        Path target = folder.resolve(name);
        Path incoming = folder.resolve(name + ".new");
        Path outgoing = folder.resolve(name + ".old");
        deleteTree(incoming);
        deleteTree(outgoing);
        Files.createDirectories(incoming);
        if (Files.isDirectory(source)) {
            copyTree(source, incoming);
        }
        if (Files.exists(target)) {
            Files.move(target, outgoing);
        }
        Files.move(incoming, target);
        deleteTree(outgoing);
    }

    /** Writes the jar under the name of its content, makes it the current one and returns that name. */
    String installJar(byte[] jar, Instant begun) throws IOException {
        String name = "dispatch-" + hash(jar);
        Path target = folder.resolve("lib/" + name + ".jar");
        if (!Files.exists(target) || !Arrays.equals(Files.readAllBytes(target), jar)) {
            removeCaches(name);
            replace(target, jar);
        }
        // A program that starts in this very moment has read the old name and still has to find its jar.
        if (Files.exists(current)) {
            kept.add(Files.readString(current).strip());
        }
        kept.add(name);
        Path incoming = temporary(current);
        Files.writeString(incoming, name + "\n");
        Files.setLastModifiedTime(incoming, FileTime.from(begun));
        Files.move(incoming, current, StandardCopyOption.ATOMIC_MOVE);
        return name;
    }

    /** A jar that somebody changed in place may have been recorded as it was then. */
    private void removeCaches(String name) throws IOException {
        Path caches = Files.createDirectories(folder.resolve("cache"));
        try (DirectoryStream<Path> outdated = Files.newDirectoryStream(caches, name + "*")) {
            for (Path cache : outdated) {
                deleteTree(cache);
            }
        }
    }

    /** Records the ahead-of-time cache with the given runtime; a failure fails the build. */
    void buildCache(Path javaHome) throws IOException, InterruptedException {
        ProcessBuilder training = new ProcessBuilder(
                "sh", folder.resolve("lib/train.sh").toString(), folder.toString(), javaHome.toString());
        int exitCode = training.inheritIO().start().waitFor();
        if (exitCode != 0) {
            throw new IOException("recording the ahead-of-time cache failed with exit code " + exitCode);
        }
    }

    void removeOutdated() throws IOException {
        for (String name : List.of("lib", "cache")) {
            try (DirectoryStream<Path> outdated = Files.newDirectoryStream(folder.resolve(name), this::isOutdated)) {
                for (Path file : outdated) {
                    deleteTree(file);
                }
            }
        }
    }

    private boolean isOutdated(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith("dispatch-") && kept.stream().noneMatch(name::startsWith);
    }

    private static void replace(Path target, byte[] content) throws IOException {
        Files.createDirectories(target.getParent());
        Path incoming = temporary(target);
        Files.write(incoming, content);
        Files.move(incoming, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private static Path temporary(Path target) {
        return target.resolveSibling(target.getFileName() + ".new");
    }

    private static String hash(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static void copyTree(Path source, Path target) throws IOException {
        Files.walkFileTree(source, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                Files.createDirectories(target.resolve(source.relativize(directory)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, target.resolve(source.relativize(file)));
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void deleteTree(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
