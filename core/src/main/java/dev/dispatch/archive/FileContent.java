package dev.dispatch.archive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** What one file of a bundle holds. */
public sealed interface FileContent {

    /** Of a file as it lies on the disk; read each time, no link is followed. */
    record OnDisk(Path file) implements FileContent {}

    /** Of a file that was made. */
    record Made(String text) implements FileContent {}

    default long size() throws IOException {
        return switch (this) {
            case OnDisk(Path file) -> Files.size(file);
            case Made(String text) -> bytes(text).length;
        };
    }

    default InputStream open() throws IOException {
        return switch (this) {
            case OnDisk(Path file) -> Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
            case Made(String text) -> new ByteArrayInputStream(bytes(text));
        };
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
