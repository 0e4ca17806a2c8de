package dev.dispatch.report;

import dev.dispatch.json.Json;
import dev.dispatch.run.Places;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every execution of a step as the page shows it, read from the journal: those of called jobs and of each pass too.
 *
 * <p>A row has {@code p} (path without its last attempt), {@code i} (step), {@code a} (action), {@code s} (status),
 * {@code t}, {@code d}, {@code w} (start, duration, waiting in milliseconds), {@code m} (what the action said), {@code e}
 * (failure), {@code x} (expectations, each with what was there instead), {@code l} (attempts: number, start, failure,
 * delay, end), {@code n} (items), {@code v} (values: payload, captured, response).
 */
final class ExecutionRows {

    /** Rows of a page that still opens at once; executions that failed go beyond it, as often again by a tenth. */
    static final int MOST = 30_000;

    /** Characters of a path; no job that can be run has a longer one. */
    static final int LONGEST_PATH = 2_000;

    private static final int LONGEST_TEXT = 1_000;
    private static final int LONGEST_NAME = 200;
    private static final int LARGEST_VALUE = 2_048;
    private static final int MOST_ATTEMPTS = 200;

    private final TimeAxis axis;
    private final LeftOut leftOut;
    private final Map<String, ObjectNode> rows = new LinkedHashMap<>();
    private final Map<String, ObjectNode> openCalls = new LinkedHashMap<>();
    private int beyond;

    ExecutionRows(TimeAxis axis, LeftOut leftOut) {
        this.axis = axis;
        this.leftOut = leftOut;
    }

    Collection<ObjectNode> rows() {
        return rows.values();
    }

    /** Adds the steps of the job that the journal does not know, since the run ended before them. */
    void others(List<ReportedStep> steps) {
        for (ReportedStep step : steps) {
            if (step.passes() == 0 && !Places.inLoop(step.path())) {
                String key = key(step.path());
                if (!rows.containsKey(key)) {
                    with(
                            step.path(),
                            false,
                            row -> row.put("i", step.id())
                                    .put("a", step.action())
                                    .put("s", step.status()));
                }
            }
        }
    }

    /** Calls that began and did not end, in the form of the page's calls. */
    Collection<ObjectNode> openCalls() {
        return openCalls.values();
    }

    /** Takes a line of the journal. */
    void line(ObjectNode line) {
        String path = line.path("path").asString("");
        switch (line.path("type").asString("")) {
            case "enter" -> with(path, false, row -> entered(row, line, path));
            case "attempt" -> attempt(line, path);
            case "attempt-failed" -> attemptFailed(line, path);
            case "exit" ->
                with(path, line.path("status").asString("").equals("FAILED"), row -> exited(row, line, path));
            case "call-started" -> callStarted(line, path);
            case "call-finished" -> openCalls.remove(path);
            default -> {
                // The end of the run is told by its summary.
            }
        }
    }

    private void with(String path, boolean important, Consumer<ObjectNode> change) {
        String key = key(path);
        if (key.length() > LONGEST_PATH) {
            leftOut.step();
            return;
        }
        ObjectNode row = rows.get(key);
        if (row == null) {
            if (rows.size() >= MOST && !(important && beyond++ < MOST / 10)) {
                if (!important) {
                    leftOut.step();
                }
                return;
            }
            row = Json.object().put("p", key);
            rows.put(key, row);
        }
        change.accept(row);
    }

    private void entered(ObjectNode row, ObjectNode line, String path) {
        name(row, line);
        axis.put(row, "t", line.path("at"));
        row.put("s", "CANCELLED");
        if (line.path("items").isArray()) {
            row.put("n", line.path("items").size());
        }
        if (!Places.inLoop(path)) {
            value(row, "payload", line.get("payload"));
        }
    }

    private void exited(ObjectNode row, ObjectNode line, String path) {
        name(row, line);
        row.put("s", Words.cut(line.path("status").asString(""), LONGEST_NAME));
        if (line.has("startedAt")) {
            axis.put(row, "t", line.path("startedAt"));
            row.put("d", line.path("durationMs").asLong(0));
        }
        if (line.path("waitingMs").asLong(0) > 0) {
            row.put("w", line.path("waitingMs").asLong(0));
        }
        text(row, "m", line.get("detail"));
        text(row, "e", line.path("error").get("message"));
        line.path("expectation").path("rules").forEach(rule -> {
            StepNotes.Rule shown = StepNotes.Rule.of(rule);
            row.withArray("/x").add(Json.array().add(shown.name()).add(shown.actual()));
        });
        if (!Places.inLoop(path)) {
            value(row, "captured", line.get("captured"));
            value(row, "response", line.get("response"));
        }
    }

    private void attempt(ObjectNode line, String path) {
        if (path.indexOf('~') < 0) {
            with(path, false, row -> {
                ArrayNode attempts = row.withArray("/l");
                if (attempts.size() < MOST_ATTEMPTS) {
                    attempts.add(Json.array().add(Places.attempt(path)).add(axis.at(line.path("at"))));
                }
            });
        }
    }

    private void attemptFailed(ObjectNode line, String path) {
        with(path, false, row -> {
            ArrayNode attempts = row.withArray("/l");
            if (attempts.isEmpty() || attempts.get(attempts.size() - 1).path(0).asInt(0) != Places.attempt(path)) {
                attempts.add(Json.array().add(Places.attempt(path)).add(Json.nothing()));
            }
            if (attempts.get(attempts.size() - 1) instanceof ArrayNode last && last.size() == 2) {
                last.add(Words.cut(line.path("error").path("message").asString("failed"), LONGEST_TEXT));
                last.add(line.path("delayMs").asLong(0));
                last.add(axis.at(line.path("at")));
            }
        });
    }

    private void callStarted(ObjectNode line, String path) {
        ObjectNode call = Json.object()
                .put("p", Words.cut(path, LONGEST_PATH))
                .put("i", line.path("idx").asInt(0));
        axis.put(call, "t", line.path("at"));
        call.put("m", Words.cut(line.path("method").asString(""), LONGEST_NAME));
        call.put("u", Words.cut(line.path("url").asString(""), LONGEST_TEXT));
        openCalls.put(path, call.put("e", "The run ended before the answer"));
    }

    private static void name(ObjectNode row, ObjectNode line) {
        row.put("i", line.path("stepId").asString(""))
                .put("a", line.path("action").asString(""));
    }

    private static void text(ObjectNode row, String name, @Nullable JsonNode text) {
        if (text != null && text.isString()) {
            row.put(name, Words.cut(text.stringValue(), LONGEST_TEXT));
        }
    }

    /** Large ones stand in the record. */
    private static void value(ObjectNode row, String name, @Nullable JsonNode value) {
        if (value != null && !value.isEmpty()) {
            String text = Json.pretty(value);
            if (text.length() <= LARGEST_VALUE) {
                row.withObject("/v").put(name, text);
            }
        }
    }

    /** All attempts of an execution are one row. */
    private static String key(String path) {
        int hash = path.lastIndexOf('#');
        return hash > path.lastIndexOf('/') ? path.substring(0, hash) : path;
    }
}
