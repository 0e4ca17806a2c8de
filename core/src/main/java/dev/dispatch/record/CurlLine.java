package dev.dispatch.record;

import dev.dispatch.http.HttpHeader;
import dev.dispatch.run.CallBody;
import dev.dispatch.run.CallRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A recorded request as a command for a POSIX shell; it is redacted before it is quoted. */
final class CurlLine {

    private static final int LONGEST_BODY = 4_096;

    private CurlLine() {}

    /**
     * The command, to be run in the record's folder.
     *
     * @param requestFile where the body stands; named for a body that is long or binary, null where it was not kept
     */
    static String of(CallRecord call, @Nullable String requestFile) {
        StringBuilder line = new StringBuilder("curl");
        if (call.method().equals("HEAD")) {
            line.append(" --head");
        } else if (!call.method().equals("GET") || !(call.requestBody() instanceof CallBody.None)) {
            line.append(" -X ").append(quoted(call.method()));
        }
        line.append(' ').append(quoted(call.url()));
        boolean isForm = call.requestBody() instanceof CallBody.Multipart;
        if (call.connection().proxy() != null) {
            line.append(" --proxy ").append(quoted("http://" + call.connection().proxy()));
        }
        if (call.connection().insecure()) {
            line.append(" --insecure");
        }
        for (HttpHeader header : call.requestHeaders()) {
            if (isOwn(header) && !(isForm && header.is("content-type"))) {
                line.append(" -H ").append(quoted(header.name() + ": " + header.value()));
            }
        }
        body(line, call.requestBody(), requestFile);
        return line.toString();
    }

    /** In single quotes unless every character is harmless to every shell. */
    static String quoted(String text) {
        boolean plain = !text.isEmpty();
        for (int i = 0; plain && i < text.length(); i++) {
            char c = text.charAt(i);
            plain = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || "-_./:@%+,".indexOf(c) >= 0;
        }
        return plain ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    private static void body(StringBuilder line, CallBody body, @Nullable String requestFile) {
        String text = switch (body) {
            case CallBody.None _, CallBody.Multipart _ -> null;
            case CallBody.JsonText(String json) -> json;
            case CallBody.Text(String value, var _) -> value;
            case CallBody.Binary _ -> "";
        };
        if (body instanceof CallBody.Multipart(JsonNode parts)) {
            parts.properties().forEach(part -> parts(line, part.getKey(), part.getValue()));
        }
        if (text == null) {
            return;
        }
        if (!(body instanceof CallBody.Binary) && text.length() <= LONGEST_BODY) {
            line.append(" --data-raw ").append(quoted(text));
        } else if (requestFile != null) {
            line.append(" --data-binary ").append(quoted("@" + requestFile));
        }
    }

    /** A file is named as the service was told; its bytes are not in the record. */
    private static void parts(StringBuilder line, String name, JsonNode part) {
        if (part.isArray()) {
            part.forEach(one -> parts(line, name, one));
        } else if (part.isObject()) {
            String file = part.path("filename").asString("") + "\";type="
                    + part.path("type").asString("");
            line.append(" -F ").append(quoted(name + "=@\"" + file));
        } else {
            line.append(" --form-string ").append(quoted(name + "=" + part.asString("")));
        }
    }

    /** Headers that curl makes itself would be sent twice or contradict the body; a packed answer would be unreadable. */
    private static boolean isOwn(HttpHeader header) {
        return !header.is("host")
                && !header.is("content-length")
                && !header.is("connection")
                && !header.is("accept-encoding");
    }
}
