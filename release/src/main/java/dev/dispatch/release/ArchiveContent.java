package dev.dispatch.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files of an archive: the name of each, with {@code /} between folders, in order of names, and where it is now. */
record ArchiveContent(SortedMap<String, Path> files) {

    private static final int PROGRAM = 0755;
    private static final int DOCUMENT = 0644;

    ArchiveContent() {
        this(new TreeMap<>());
    }

    /** @throws NoSuchFileException where there is no such file */
    void addFile(String name, Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(file.toString(), null, "the release holds it as " + name);
        }
        files.put(name, file);
    }

    /**
     * Adds everything in a folder, links as the files they lead to.
     *
     * @param name the folder in the archive; empty for its top
     * @throws IOException where there is no such folder, or nothing in it
     */
    void addFolder(String name, Path folder) throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            List<Path> regular = found.filter(Files::isRegularFile).toList();
            if (regular.isEmpty()) {
                throw new IOException("nothing is in " + folder + ", which the release holds as " + name);
            }
            for (Path file : regular) {
                String below = folder.relativize(file).toString().replace('\\', '/');
                addFile(name.isEmpty() ? below : name + "/" + below, file);
            }
        }
    }

    /** Permissions as an archive stores them: a file is a program or it is not, whatever the build's umask was. */
    static int permissions(Path file) throws IOException {
        return Files.getPosixFilePermissions(file).contains(PosixFilePermission.OWNER_EXECUTE) ? PROGRAM : DOCUMENT;
    }
}
