package dev.dispatch.file;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** Words for failures of the file system, which the JDK reports without a verb and sometimes without the path. */
final class FileErrors {

    private FileErrors() {}

    /** The same failure, naming what was tried and on which file. */
    static IOException naming(String verb, Path file, IOException cause) {
        return new IOException("cannot " + verb + " " + file + ": " + reason(cause), cause);
    }

    private static String reason(IOException cause) {
        return switch (cause) {
            case AccessDeniedException e -> "permission denied: " + e.getFile();
            case NoSuchFileException e -> "no such file: " + e.getFile();
            case FileAlreadyExistsException e -> e.getFile() + " is there and is not a directory";
            case NotDirectoryException e -> e.getFile() + " is not a directory";
            case FileSystemException e when e.getReason() != null -> e.getReason();
            case FileNotFoundException e -> inParentheses(e);
            default -> words(cause);
        };
    }

    /** {@code FileOutputStream} says {@code path (reason)}; the path is the temporary one, which helps nobody. */
    private static String inParentheses(FileNotFoundException e) {
        String message = words(e);
        int open = message.lastIndexOf('(');
        return open >= 0 && message.endsWith(")") ? message.substring(open + 1, message.length() - 1) : message;
    }

    private static String words(IOException e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
