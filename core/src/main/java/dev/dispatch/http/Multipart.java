package dev.dispatch.http;

import dev.dispatch.json.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Writes forms of parts (RFC 7578). Equal forms look equal: the boundary follows from names and sizes alone, since it is
 * shown where what it separates may be secret.
 */
final class Multipart {

    private static final int BOUNDARY_BYTES = 16;

    private Multipart() {}

    static HttpBody encode(List<Part> parts) {
        String boundary = boundary(parts);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Part part : parts) {
            write(out, "--" + boundary + "\r\n" + head(part) + "\r\n");
            out.writeBytes(content(part));
            write(out, "\r\n");
        }
        write(out, "--" + boundary + "--\r\n");
        return new HttpBody.Content(out.toByteArray(), "multipart/form-data; boundary=" + boundary);
    }

    private static String head(Part part) {
        String disposition = "Content-Disposition: form-data; name=\"" + escaped(part.name()) + "\"";
        return switch (part) {
            case Part.Text text -> disposition + "\r\n";
            case Part.Upload upload ->
                disposition + "; filename=\"" + escaped(upload.filename()) + "\"\r\nContent-Type: "
                        + oneLine(upload.mediaType()) + "\r\n";
        };
    }

    private static byte[] content(Part part) {
        return switch (part) {
            case Part.Text text -> text.text().getBytes(StandardCharsets.UTF_8);
            case Part.Upload upload -> upload.bytes();
        };
    }

    /** One that no part holds. */
    private static String boundary(List<Part> parts) {
        int attempt = 0;
        String boundary = boundary(parts, attempt);
        while (isInAny(boundary, parts)) {
            boundary = boundary(parts, ++attempt);
        }
        return boundary;
    }

    private static String boundary(List<Part> parts, int attempt) {
        MessageDigest digest = Json.sha256();
        for (Part part : parts) {
            digest.update((head(part) + content(part).length + "\n").getBytes(StandardCharsets.UTF_8));
        }
        digest.update(Integer.toString(attempt).getBytes(StandardCharsets.UTF_8));
        return "dispatch-" + HexFormat.of().formatHex(digest.digest(), 0, BOUNDARY_BYTES);
    }

    private static boolean isInAny(String boundary, List<Part> parts) {
        byte[] wanted = boundary.getBytes(StandardCharsets.US_ASCII);
        for (Part part : parts) {
            byte[] content = content(part);
            for (int at = 0; at + wanted.length <= content.length; at++) {
                if (content[at] == wanted[0]
                        && Arrays.equals(content, at, at + wanted.length, wanted, 0, wanted.length)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** HTML Standard, multipart form data: the three characters that could end the quoted name. */
    private static String escaped(String name) {
        return name.replace("\r", "%0D").replace("\n", "%0A").replace("\"", "%22");
    }

    private static String oneLine(String mediaType) {
        return mediaType.replace("\r", "").replace("\n", "");
    }

    private static void write(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
