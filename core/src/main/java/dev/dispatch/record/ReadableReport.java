package dev.dispatch.record;

import dev.dispatch.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The exchanges of a record as people read them. */
public final class ReadableReport {

    /** Bytes of a body that is shown whole. */
    private static final int LARGEST_WHOLE = 64 * 1024;

    private static final int BEGINNING = 4_096;
    private static final String RULE = "=".repeat(80);

    private final StringBuilder out = new StringBuilder();

    private ReadableReport() {}

    /** Bodies above 64 KiB are cut, with their size and their file. */
    public static String text(RunRecord run) {
        return new ReadableReport().write(run);
    }

    private String write(RunRecord run) {
        ObjectNode summary = run.summary();
        List<RecordedCall> calls = run.calls();
        line("Run       " + run.runId());
        line("Job       " + summary.path("jobType").asString(""));
        line("Status    " + run.status());
        line("Started   " + summary.path("startedAt").asString(""));
        if (summary.has("durationMs")) {
            line("Duration  " + summary.get("durationMs").asLong(0) + " ms");
        }
        if (summary.has("error")) {
            line("Error     " + summary.path("error").path("message").asString(""));
        }
        line("Calls     " + calls.size());
        calls.forEach(this::call);
        return out.toString();
    }

    private void call(RecordedCall call) {
        ObjectNode line = call.line();
        line("");
        line(RULE);
        line(call.idx() + "  step " + call.stepId() + "  " + call.name() + "  " + call.path());
        line(RULE);
        line(call.method() + " " + call.url());
        headers(line.path("requestHeaders"));
        body(call.request(), line.path("requestOmitted"));
        line("");
        String took = "  " + line.path("durationMs").asLong(0) + "ms";
        Optional<Integer> code = call.httpCode();
        if (code.isPresent()) {
            line("--> " + code.get() + (call.expected() ? "" : ", not expected") + took);
            headers(line.path("responseHeaders"));
            body(call.response(), line.path("responseOmitted"));
        } else {
            line("--> no answer: " + call.error().orElse("unknown") + took);
        }
    }

    private void headers(JsonNode headers) {
        headers.properties().forEach(header -> {
            if (header.getValue().isArray()) {
                header.getValue().forEach(value -> line(header.getKey() + ": " + value.asString("")));
            } else {
                line(header.getKey() + ": " + header.getValue().asString(""));
            }
        });
    }

    private void body(Optional<RecordedBody> body, JsonNode omitted) {
        if (omitted.isString()) {
            line("");
            line("[body left out: " + omitted.stringValue() + "]");
        }
        if (body.isEmpty()) {
            return;
        }
        line("");
        RecordedBody found = body.get();
        long size = found.size();
        if (found.isBinary()) {
            line("[" + size + " bytes of binary content in " + found.file() + "]");
        } else if (size > LARGEST_WHOLE) {
            line(found.beginning(BEGINNING));
            line("[cut; " + size + " bytes in " + found.file() + "]");
        } else {
            line(
                    BodyFile.kind(found.file()) == BodyFile.Kind.JSON
                            ? Json.pretty(found.value())
                            : new String(found.bytes(), StandardCharsets.UTF_8));
        }
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
