package dev.dispatch.demo;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The parts of a {@code multipart/form-data} body (RFC 7578), read strictly: anything odd is {@link Refused}. */
final class Multipart {
    private static final int MOST_PARTS = 16;
    private static final int MOST_BOUNDARY = 70;
    private static final String TYPE = "multipart/form-data";
    private static final String LINE = "\r\n";

    private Multipart() {}

    /** One part: the name of its field, and what is only there where the part is a file. */
    record Part(String name, Optional<String> filename, String mediaType, byte[] content) {
        String text() {
            return new String(content, StandardCharsets.UTF_8);
        }
    }

    static List<Part> read(DemoRequest request) {
        String delimiter = "--" + boundary(request.header("content-type").orElse(""));
        // One character a byte, so that positions in the text are positions in the body.
        String body = new String(request.body(), StandardCharsets.ISO_8859_1);
        if (!body.startsWith(delimiter)) {
            throw Refused.badRequest("the body must begin with its boundary");
        }
        List<Part> parts = new ArrayList<>();
        int at = delimiter.length();
        while (body.startsWith(LINE, at)) {
            int end = body.indexOf(LINE + delimiter, at + LINE.length());
            if (end < 0) {
                throw Refused.badRequest("a part does not end with the boundary");
            }
            if (parts.size() == MOST_PARTS) {
                throw Refused.badRequest("a body has at most " + MOST_PARTS + " parts");
            }
            parts.add(part(body.substring(at + LINE.length(), end)));
            at = end + LINE.length() + delimiter.length();
        }
        if (!body.startsWith("--", at)) {
            throw Refused.badRequest("the last boundary must end with --");
        }
        return List.copyOf(parts);
    }

    private static String boundary(String contentType) {
        if (!contentType.toLowerCase(Locale.ROOT).startsWith(TYPE)) {
            throw Refused.badRequest("the body must be " + TYPE);
        }
        return parameter(contentType, "boundary")
                .filter(boundary -> !boundary.isEmpty() && boundary.length() <= MOST_BOUNDARY)
                .orElseThrow(() -> Refused.badRequest(
                        "the content type needs a boundary of 1 to " + MOST_BOUNDARY + " characters"));
    }

    private static Part part(String text) {
        int end = text.indexOf(LINE + LINE);
        if (end < 0) {
            throw Refused.badRequest("a part has no empty line between its headers and its content");
        }
        String disposition = "";
        String mediaType = "text/plain";
        for (String header : utf8(text.substring(0, end)).split(LINE, -1)) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-disposition:")) {
                disposition = header;
            } else if (lower.startsWith("content-type:")) {
                mediaType = header.substring("content-type:".length()).strip();
            }
        }
        String name = parameter(disposition, "name").orElseThrow(() -> Refused.badRequest("a part has no name"));
        byte[] content = text.substring(end + 2 * LINE.length()).getBytes(StandardCharsets.ISO_8859_1);
        return new Part(name, parameter(disposition, "filename"), mediaType, content);
    }

    private static String utf8(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** The value of {@code name} in the parameters of a header; browsers send a quote inside of a name as %22. */
    private static Optional<String> parameter(String header, String name) {
        int at = header.indexOf(';');
        while (at >= 0) {
            int equals = header.indexOf('=', at);
            if (equals < 0) {
                return Optional.empty();
            }
            boolean quoted = header.startsWith("\"", equals + 1);
            int start = quoted ? equals + 2 : equals + 1;
            int end = header.indexOf(quoted ? '"' : ';', start);
            end = end < 0 ? header.length() : end;
            if (header.substring(at + 1, equals).strip().equalsIgnoreCase(name)) {
                return Optional.of(header.substring(start, end).strip().replace("%22", "\""));
            }
            at = header.indexOf(';', end);
        }
        return Optional.empty();
    }
}
