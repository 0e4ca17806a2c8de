package dev.dispatch.http;

import dev.dispatch.json.Json;
import dev.dispatch.sdk.StatusRange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Takes the body of one answer into a file, decoded and without holding it in memory. The file is the old one or the whole
 * new one: what is not complete stands beside it under another name and is removed.
 */
public final class FileSink {

    /** Of one body: 4 GiB. */
    public static final long MOST_BYTES = 4L * 1024 * 1024 * 1024;

    /** Stands in the place of a body that is in a file. */
    private static final String MEMBER = "_file";

    /** The file cannot be written. */
    static final class NotWrittenException extends IOException {
        private static final long serialVersionUID = 1L;

        NotWrittenException(String message, IOException cause) {
            super(message, cause);
        }
    }

    /** What is in the file now. */
    public record Saved(String path, long size, String sha256) {}

    private final Path file;
    private final List<StatusRange> expected;
    private final boolean followsRedirects;
    private @Nullable Saved saved;

    /**
     * A sink that has taken nothing yet.
     *
     * @param file absolute; the policies were asked
     * @param expected the statuses whose body is kept: an error page must not stand in the place of the file
     */
    FileSink(Path file, List<StatusRange> expected, boolean followsRedirects) {
        this.file = file;
        this.expected = List.copyOf(expected);
        this.followsRedirects = followsRedirects;
    }

    /** Empty until an answer was taken. */
    public Optional<Saved> saved() {
        return Optional.ofNullable(saved);
    }

    /** Whether the body of an answer is in the file. */
    public boolean took(HttpReply reply) {
        return saved != null && takes(reply.status());
    }

    boolean takes(int status) {
        boolean redirect = followsRedirects && status >= 301 && status <= 308 && status != 304;
        return !redirect && StatusRange.anyContains(expected, status);
    }

    /** Takes an answer that was taken before; the file stays as it is. False where this is no such answer. */
    boolean recall(HttpReply reply) {
        JsonNode shown = takes(reply.status()) ? reply.json().path(MEMBER) : Json.nothing();
        if (!shown.isObject()) {
            return false;
        }
        saved = new Saved(
                shown.path("path").asString(""),
                shown.path("size").asLong(0),
                shown.path("sha256").asString(""));
        return true;
    }

    /** What is in the file, as steps and records see it. */
    public static JsonNode shown(Saved saved, HttpReply reply) {
        return Json.object()
                .set(
                        MEMBER,
                        Json.object()
                                .put("path", saved.path())
                                .put("mediaType", reply.mediaType())
                                .put("size", saved.size())
                                .put("sha256", saved.sha256()));
    }

    /**
     * Reads a body to its end.
     *
     * @throws NotWrittenException where the file is at fault
     * @throws IOException as {@link BodyReader#copy} does
     */
    void take(InputStream wire, List<HttpHeader> headers) throws IOException {
        Path beside = file.resolveSibling(".dispatch-" + UUID.randomUUID() + ".tmp");
        try {
            Counting out = open(beside);
            try (out) {
                new BodyReader(MOST_BYTES).copy(wire, headers, out);
            }
            move(beside);
            saved = new Saved(file.toString(), out.size, HexFormat.of().formatHex(out.digest.digest()));
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    private Counting open(Path beside) throws IOException {
        try {
            Files.createDirectories(file.resolveSibling("."));
            return new Counting(Files.newOutputStream(beside, StandardOpenOption.CREATE_NEW), this);
        } catch (IOException e) {
            throw notWritten(e);
        }
    }

    /** Looked at again: the file can have become something else since the call began. */
    private void move(Path beside) throws IOException {
        try {
            if (Files.isSymbolicLink(file) || Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new IOException("it is no regular file any more");
            }
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw notWritten(e);
        }
    }

    private NotWrittenException notWritten(IOException e) {
        return new NotWrittenException("the file '" + file + "' cannot be written: " + reason(e), e);
    }

    private static String reason(IOException e) {
        return switch (e) {
            case java.nio.file.AccessDeniedException _ -> "permission denied";
            case java.nio.file.FileAlreadyExistsException _ -> "a file stands where a folder is needed";
            case java.nio.file.FileSystemException system when system.getReason() != null -> system.getReason();
            default -> String.valueOf(e.getMessage());
        };
    }

    /** Tells a fault of the disk from one of the connection. */
    private static final class Counting extends OutputStream {

        private final OutputStream to;
        private final FileSink sink;
        private final MessageDigest digest = Json.sha256();
        private long size;

        Counting(OutputStream to, FileSink sink) {
            this.to = to;
            this.sink = sink;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            digest.update(bytes, offset, length);
            size += length;
            try {
                to.write(bytes, offset, length);
            } catch (IOException e) {
                throw sink.notWritten(e);
            }
        }

        @Override
        public void close() throws IOException {
            try {
                to.close();
            } catch (IOException e) {
                throw sink.notWritten(e);
            }
        }
    }
}
