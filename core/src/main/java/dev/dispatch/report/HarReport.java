package dev.dispatch.report;

import dev.dispatch.json.Json;
import dev.dispatch.record.RunRecord;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.node.ObjectNode;

/** The calls of a run as HAR 1.2, written one after the other so that their number costs no memory. */
final class HarReport {

    private final OutputStream out;
    private final LeftOut leftOut;
    private boolean first = true;

    private HarReport(OutputStream out, LeftOut leftOut) {
        this.out = out;
        this.leftOut = leftOut;
    }

    /** Counts what it writes in the tally. */
    static void write(RunRecord record, OutputStream out, CallTally calls, LeftOut leftOut) throws IOException {
        try {
            new HarReport(out, leftOut).write(record, calls);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void write(RunRecord record, CallTally calls) {
        ObjectNode summary = record.summary();
        ObjectNode creator = Json.object()
                .put("name", "dispatch")
                .put("version", summary.path("cliVersion").asString(""));
        print("{\"log\":{\"version\":\"1.2\",\"creator\":" + Json.compact(creator) + ",\"pages\":[");
        print(Json.compact(page(record, summary)) + "],\"entries\":[");
        HarEntry entry = new HarEntry(record.runId(), leftOut);
        record.calls(call -> {
            calls.add(call);
            print((first ? "\n" : ",\n") + Json.compact(entry.of(call)));
            first = false;
        });
        print("\n]}}\n");
    }

    private static ObjectNode page(RunRecord record, ObjectNode summary) {
        ObjectNode page = Json.object()
                .put(
                        "startedDateTime",
                        HarEntry.instant(summary.path("startedAt").asString("")))
                .put("id", record.runId())
                .put("title", summary.path("jobType").asString(""));
        ObjectNode timings = page.putObject("pageTimings").put("onContentLoad", -1);
        timings.put("onLoad", summary.path("durationMs").asLong(-1));
        return page.put("_status", record.status().name());
    }

    private void print(String text) {
        try {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
