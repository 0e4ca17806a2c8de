package dev.dispatch.auth;

import dev.dispatch.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Signature Version 4 as AWS documents it under "Create a signed AWS API request". */
public final class AwsSignature {

    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final String UNRESERVED = "-._~";

    private final HttpAuth.AwsSigV4 settings;
    private final String time;

    /** A named value: a header, or a parameter of a query before any encoding. */
    public record Field(String name, String value) {}

    /**
     * What is signed.
     *
     * @param path as it is sent, encoded once
     * @param headers all that are signed, {@code host} among them
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Request(String method, String path, List<Field> query, List<Field> headers, byte[] body) {
        public Request {
            query = List.copyOf(query);
            headers = List.copyOf(headers);
        }
    }

    /** Signatures that are made at that moment. */
    public AwsSignature(HttpAuth.AwsSigV4 settings, Instant now) {
        this.settings = settings;
        this.time = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT)
                .withZone(ZoneOffset.UTC)
                .format(now);
    }

    /** The headers that the request has to carry, the last one {@code Authorization}. */
    public List<Field> headers(Request request) {
        String given = given(request.headers());
        String payloadHash = given == null ? Json.sha256(request.body()) : given;
        List<Field> added = new ArrayList<>();
        added.add(new Field("X-Amz-Date", time));
        if (isS3() && given == null) {
            added.add(new Field("X-Amz-Content-Sha256", payloadHash));
        }
        if (settings.sessionToken() != null) {
            added.add(new Field("X-Amz-Security-Token", settings.sessionToken()));
        }
        List<Field> all = new ArrayList<>(request.headers());
        all.addAll(added);
        Map<String, String> signed = canonicalHeaders(all);
        String names = String.join(";", signed.keySet());
        StringBuilder lines = new StringBuilder();
        signed.forEach(
                (name, value) -> lines.append(name).append(':').append(value).append('\n'));
        String canonical = String.join(
                "\n", request.method(), path(request.path()), query(request.query()), lines, names, payloadHash);
        String scope = String.join("/", time.substring(0, 8), settings.region(), settings.service(), "aws4_request");
        String toSign = String.join("\n", ALGORITHM, time, scope, Json.sha256(bytes(canonical)));
        added.add(new Field(
                "Authorization",
                ALGORITHM + " Credential=" + settings.accessKeyId() + "/" + scope + ", SignedHeaders=" + names
                        + ", Signature=" + hex(hmac(key(), toSign))));
        return added;
    }

    /** What a caller says of the body itself, such as {@code UNSIGNED-PAYLOAD}. */
    private static @Nullable String given(List<Field> headers) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase("X-Amz-Content-Sha256"))
                .map(Field::value)
                .findFirst()
                .orElse(null);
    }

    private boolean isS3() {
        return settings.service().equals("s3");
    }

    private byte[] key() {
        byte[] key = bytes("AWS4" + settings.secretAccessKey());
        for (String part : List.of(time.substring(0, 8), settings.region(), settings.service(), "aws4_request")) {
            key = hmac(key, part);
        }
        return key;
    }

    /** Names in lower case and sorted; values without spaces around them, several of one name joined in their order. */
    private static Map<String, String> canonicalHeaders(List<Field> headers) {
        Map<String, String> canonical = new TreeMap<>();
        for (Field header : headers) {
            String value = withoutSpaces(header.value());
            canonical.merge(header.name().toLowerCase(Locale.ROOT), value, (first, next) -> first + "," + next);
        }
        return canonical;
    }

    private static String withoutSpaces(String value) {
        StringBuilder out = new StringBuilder();
        for (char c : value.strip().toCharArray()) {
            if (c != ' ' || out.charAt(out.length() - 1) != ' ') {
                out.append(c);
            }
        }
        return out.toString();
    }

    /** S3 takes the names of objects as they are and encodes them once; all others normalize and encode what is sent. */
    private String path(String sent) {
        StringJoiner path = new StringJoiner("/");
        String[] segments = (sent.isEmpty() ? "/" : sent).split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            boolean inside = i > 0 && i < segments.length - 1;
            if (isS3()) {
                path.add(encoded(decoded(segments[i])));
            } else if (!inside || !segments[i].isEmpty()) {
                path.add(encoded(bytes(segments[i])));
            }
        }
        return path.toString();
    }

    private static String query(List<Field> query) {
        return query.stream()
                .map(field -> new Field(encoded(bytes(field.name())), encoded(bytes(field.value()))))
                .sorted(Comparator.comparing(Field::name).thenComparing(Field::value))
                .map(field -> field.name() + "=" + field.value())
                .reduce((all, next) -> all + "&" + next)
                .orElse("");
    }

    private static String encoded(byte[] text) {
        StringBuilder out = new StringBuilder();
        for (byte b : text) {
            char c = (char) (b & 0xFF);
            boolean plain = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            if (plain || UNRESERVED.indexOf(c) >= 0) {
                out.append(c);
            } else {
                out.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
        }
        return out.toString();
    }

    private static byte[] decoded(String segment) {
        byte[] sent = bytes(segment);
        byte[] out = new byte[sent.length];
        int length = 0;
        for (int i = 0; i < sent.length; i++) {
            boolean escape = sent[i] == '%'
                    && i + 2 < sent.length
                    && HexFormat.isHexDigit(sent[i + 1])
                    && HexFormat.isHexDigit(sent[i + 2]);
            out[length++] = escape ? (byte) HexFormat.fromHexDigits(segment(sent, i + 1)) : sent[i];
            i += escape ? 2 : 0;
        }
        return Arrays.copyOf(out, length);
    }

    private static String segment(byte[] sent, int from) {
        return new String(sent, from, 2, StandardCharsets.US_ASCII);
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(bytes(text));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java has HmacSHA256 and takes any key that is not empty", e);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
