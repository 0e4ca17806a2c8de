package dev.dispatch.run;

import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSyntaxException;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/** Tells whether two requests are the same in all that a record keeps of them. */
public final class Fingerprint {

    private Fingerprint() {}

    /**
     * Lower-case hex of a SHA-256; equal for equal requests, whatever secrets they carry.
     *
     * @param url redacted
     * @param body redacted
     */
    public static String of(String method, String url, CallBody body) {
        String shown = switch (body) {
            case CallBody.None _ -> "";
            case CallBody.JsonText(String text) -> canonical(text);
            case CallBody.Multipart(JsonNode parts) -> Json.canonical(parts);
            case CallBody.Text(String value, var _) -> value;
            case CallBody.Binary(byte[] value, var _) -> Json.sha256(value);
        };
        String all = method + " " + url + "\n" + shown;
        return Json.sha256(all.getBytes(StandardCharsets.UTF_8));
    }

    private static String canonical(String text) {
        try {
            return Json.canonical(Json.parse(text));
        } catch (JsonSyntaxException e) {
            return text;
        }
    }
}
