package dev.dispatch.record;

import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSyntaxException;
import dev.dispatch.redact.Redactor;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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

    private static final List<String> BODIES = List.of("requestFile", "responseFile");

    private final RecordFiles files;
    private final Redactor redactor;
    private final int knownAtStart;
    private int known;
    private int bodies;
    /** How many bodies were written before the last secret that was known with a later one; the first ones. */
    private int stale;

    /** @param bodies how many are there already */
    LateSecrets(RecordFiles files, Redactor redactor, int bodies) {
        this.bodies = bodies;
        this.files = files;
        this.redactor = redactor;
        this.knownAtStart = redactor.secretsKnown();
        this.known = knownAtStart;
    }

    /** Counts a body, with what was known when it was written. */
    void wrote() {
        noteKnown();
        bodies++;
    }

    private void noteKnown() {
        if (redactor.secretsKnown() > known) {
            known = redactor.secretsKnown();
            stale = bodies;
        }
    }

    /** Whether there is anything to take out. */
    boolean there() {
        return redactor.secretsKnown() > knownAtStart;
    }

    /** The names of bodies are read from their calls, which stand in the order in which they were written. */
    void takeOut() {
        noteKnown();
        List<String> written = new ArrayList<>();
        files.rewrite(RecordFiles.JOURNAL, line -> line(line, null));
        files.rewrite(RecordFiles.CALLS, line -> line(line, written));
        files.rewrite(RecordFiles.ACTIVITY, redactor::text);
        // A line that could not be written names no bodies.
        for (String name : files.fault().isPresent() ? files.bodies() : written) {
            files.rewriteFile(name, content -> redactor.body(content, mediaType(name)));
        }
    }

    private void addBodies(JsonNode call, List<String> names) {
        for (String member : BODIES) {
            JsonNode name = call.get(member);
            if (name != null && names.size() < stale) {
                names.add(name.asString(""));
            }
        }
    }

    private static String mediaType(String name) {
        return BodyFile.kind(name) == BodyFile.Kind.JSON ? "application/json" : "application/octet-stream";
    }

    /** @param bodiesOf receives the names of a call's bodies; null where the line is no call's */
    private String line(String line, @Nullable List<String> bodiesOf) {
        JsonNode parsed;
        try {
            parsed = Json.parse(line);
        } catch (JsonSyntaxException e) {
            return redactor.text(line);
        }
        if (bodiesOf != null) {
            addBodies(parsed, bodiesOf);
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
