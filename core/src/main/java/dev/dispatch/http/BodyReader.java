package dev.dispatch.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** Reads a response's body to its end, decoded, and not beyond a limit. */
final class BodyReader {

    /** The body is larger than the limit. */
    static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** The bytes arrived but are not what {@code Content-Encoding} says. */
    static final class NotDecodedException extends IOException {
        private static final long serialVersionUID = 1L;

        NotDecodedException(String coding) {
            super(coding);
        }
    }

    private static final int MOST_CODINGS = 4;
    private static final int MOST_OF_AN_ARRAY = Integer.MAX_VALUE - 16;
    private static final int CHUNK = 16 * 1024;

    private final long most;

    BodyReader(long most) {
        this.most = most;
    }

    /**
     * The decoded bytes.
     *
     * @throws TooLargeException as soon as more bytes come out than the limit allows
     * @throws NotDecodedException where gzip or brotli are broken while the connection is not
     * @throws IOException of the connection
     */
    byte[] read(InputStream wire, List<HttpHeader> headers) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(CHUNK);
        new BodyReader(Math.min(most, MOST_OF_AN_ARRAY)).copy(wire, headers, out);
        return out.toByteArray();
    }

    /** Passes the decoded bytes on; throws what {@link #read} does, and what the other side throws. */
    void copy(InputStream wire, List<HttpHeader> headers, OutputStream out) throws IOException {
        String codings =
                HttpHeader.first(headers, "content-encoding").orElse("").toLowerCase(Locale.ROOT);
        WireStream watched = new WireStream(wire);
        int first = watched.peek();
        if (first < 0) {
            return;
        }
        try {
            copyAll(codings.isEmpty() ? watched : decoded(watched, codings), out);
        } catch (TooLargeException | FileSink.NotWrittenException e) {
            throw e;
        } catch (IOException | IllegalStateException | IndexOutOfBoundsException e) {
            if (watched.failed() || codings.isEmpty()) {
                throw e;
            }
            throw new NotDecodedException(codings);
        }
    }

    private void copyAll(InputStream in, OutputStream out) throws IOException {
        byte[] chunk = new byte[CHUNK];
        long size = 0;
        for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
            size += n;
            if (size > most) {
                throw new TooLargeException();
            }
            out.write(chunk, 0, n);
        }
    }

    /** The last coding named was applied last (RFC 9110, section 8.4); an unknown one leaves the bytes as they are. */
    private static InputStream decoded(InputStream wire, String codings) throws IOException {
        String[] names = codings.split(",", -1);
        if (names.length > MOST_CODINGS) {
            throw new NotDecodedException(codings);
        }
        InputStream in = wire;
        for (int i = names.length - 1; i >= 0; i--) {
            switch (names[i].strip()) {
                case "gzip", "x-gzip" -> in = new GZIPInputStream(in, CHUNK);
                case "br" -> in = BrotliDecoder.of(in);
                case "identity", "" -> {}
                default -> {
                    return in;
                }
            }
        }
        return in;
    }
}
