package dev.dispatch.cli.output;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** A path as a person in a folder reads it. */
public final class ShownPath {

    private ShownPath() {}

    /** Relative to the folder where it lies below it, unchanged elsewhere. */
    public static String in(Path folder, String path) {
        try {
            Path file = Path.of(path);
            return file.isAbsolute() && file.startsWith(folder) && !file.equals(folder)
                    ? folder.relativize(file).toString()
                    : path;
        } catch (InvalidPathException e) {
            return path;
        }
    }
}
