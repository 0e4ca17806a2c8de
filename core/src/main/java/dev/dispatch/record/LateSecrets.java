package dev.dispatch.record;

import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSyntaxException;
import dev.dispatch.redact.Redactor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes out of a finished record what became a secret only after it was written, such as a value that was sent under a
 * harmless name and came back as a token.
 */
final class LateSecrets {

    /** Members of lines that hold the program's own words. */
    private static final Set<String> OWN = Set.of(
            "seq",
            "type",
            "at",
            "path",
            "stepId",
            "action",
            "status",
            "attempt",
            "attempts",
            "idx",
            "name",
            "method",
            "httpCode",
            "expected",
            "startedAt",
            "endedAt",
            "durationMs",
            "waitingMs",
            "delayMs",
            "passes",
            "timings",
            "fingerprint",
            "requestFile",
            "responseFile");

    private final RecordFiles files;
    private final Redactor redactor;
    private final int knownAtStart;
    private final Map<String, Integer> bodies = new LinkedHashMap<>();

    LateSecrets(RecordFiles files, Redactor redactor) {
        this.files = files;
        this.redactor = redactor;
        this.knownAtStart = redactor.secretsKnown();
    }

    /** Remembers what was known when a body was written. */
    void wrote(String body) {
        bodies.put(body, redactor.secretsKnown());
    }

    /** Whether there is anything to take out. */
    boolean there() {
        return redactor.secretsKnown() > knownAtStart;
    }

    void takeOut() {
        files.rewrite(RecordFiles.JOURNAL, this::line);
        files.rewrite(RecordFiles.CALLS, this::line);
        files.rewrite(RecordFiles.ACTIVITY, redactor::text);
        int known = redactor.secretsKnown();
        bodies.forEach((name, before) -> {
            if (before < known) {
                files.rewriteFile(name, content -> redactor.body(content, mediaType(name)));
            }
        });
    }

    private static String mediaType(String name) {
        return BodyFile.kind(name) == BodyFile.Kind.JSON ? "application/json" : "application/octet-stream";
    }

    private String line(String line) {
        JsonNode parsed;
        try {
            parsed = Json.parse(line);
        } catch (JsonSyntaxException e) {
            return redactor.text(line);
        }
        ObjectNode redacted = Json.object();
        parsed.properties()
                .forEach(member -> redacted.set(member.getKey(), member(member.getKey(), member.getValue())));
        return Json.compact(redacted);
    }

    private JsonNode member(String name, JsonNode value) {
        if (OWN.contains(name)) {
            return value;
        }
        return name.equals("curl") && value.isString() ? Json.text(curl(value.stringValue())) : redactor.values(value);
    }

    /** Quoting for the shell splits a value that holds a quote, so that it is found only without. */
    private String curl(String line) {
        String redacted = redactor.text(line);
        String unquoted = redacted.replace("'\\''", "'");
        return redactor.text(unquoted).equals(unquoted) ? redacted : "curl " + Redactor.MARK;
    }
}
