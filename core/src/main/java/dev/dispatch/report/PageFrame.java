package dev.dispatch.report;

import dev.dispatch.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;

/** What is around every page: its policy, its style and its last line. */
final class PageFrame {

    private PageFrame() {}

    /**
     * The document up to what it says.
     *
     * @param allowed the directives of its policy beside those that forbid everything
     */
    static String start(String title, String allowed, String style) {
        return "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; " + allowed
                + "; base-uri 'none'; form-action 'none'\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                + "<meta name=\"color-scheme\" content=\"light dark\">\n"
                + "<title>" + Markup.text(title) + "</title>\n<style>" + style
                + "</style>\n</head>\n<body>\n<main>\n";
    }

    /** @param what the record is of */
    static String footer(String what, String id, String version) {
        return "</main>\n<footer>Made from the record of " + what + " <code>" + Markup.text(id)
                + "</code> by dispatch " + Markup.text(version)
                + ". Secrets were taken out before it was written.</footer>\n";
    }

    static String resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(PageFrame.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** As a policy names a script or a style (CSP level 3, section 2.3.1). */
    static String hash(String text) {
        byte[] sum = Json.sha256().digest(text.getBytes(StandardCharsets.UTF_8));
        return "'sha256-" + Base64.getEncoder().encodeToString(sum) + "'";
    }
}
