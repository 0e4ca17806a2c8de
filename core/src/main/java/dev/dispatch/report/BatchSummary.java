package dev.dispatch.report;

import dev.dispatch.batch.BatchRecord;
import dev.dispatch.json.Extent;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What every report of a batch tells.
 *
 * @param document as inspection has it
 * @param distribution how long its runs took
 */
record BatchSummary(ObjectNode document, ObjectNode distribution) {

    private static final int SLOWEST = 10;
    private static final int MOST_RANGES = 60;

    /** Of lists that hold text of jobs and answers. */
    static final int MOST_LISTED = 20;

    /** Members of timings and what people call them. */
    static final List<String> PERCENTILES = List.of("minMs", "p50Ms", "p90Ms", "p95Ms", "p99Ms", "p999Ms", "maxMs");

    static final List<String> PERCENTILE_NAMES = List.of("min", "p50", "p90", "p95", "p99", "p99.9", "max");

    static BatchSummary of(BatchRecord record) {
        return new BatchSummary(record.document(SLOWEST, Extent.WHOLE), record.distribution(MOST_RANGES));
    }

    String text(String member) {
        return document.path(member).asString("");
    }

    long number(String member) {
        return document.path(member).asLong(0);
    }

    boolean passed() {
        return text("overall").equals("PASS");
    }

    /** {@code PASS}, {@code FAIL}, or how far a batch is that has no end. */
    String outcome() {
        return text("overall").isEmpty() ? text("status") : text("overall");
    }

    String time() {
        return Words.time(document.path("durationMs").asDouble(0));
    }

    /** Runs that ended. */
    long ended() {
        return number("completed") + number("interrupted");
    }

    long calls() {
        return document.path("callTotals").path("calls").asLong(0);
    }

    /** Such as {@code 1,990 of 2,000 passed, 8 failed, 2 skipped}. */
    String runs() {
        StringBuilder text = new StringBuilder();
        text.append(Words.grouped(number("passed"))).append(" of ").append(Words.grouped(number("total")));
        text.append(" passed");
        for (String other : List.of("failed", "interrupted", "skipped", "remaining")) {
            if (number(other) > 0) {
                text.append(", ")
                        .append(Words.grouped(number(other)))
                        .append(' ')
                        .append(other);
            }
        }
        return text.toString();
    }

    /** Such as {@code 4,000, 3 failed; 200: 3,997, 404: 3}. */
    String callCounts() {
        long failed = document.path("callTotals").path("failed").asLong(0);
        StringBuilder text = new StringBuilder(Words.grouped(calls()));
        text.append(failed == 0 ? "" : ", " + Words.grouped(failed) + " failed");
        String before = "; ";
        for (var status : document.path("statusCounts").properties()) {
            text.append(before).append(status.getKey()).append(": ");
            text.append(Words.grouped(status.getValue().asLong(0)));
            before = ", ";
        }
        return text.toString();
    }

    String perSecond() {
        return document.path("throughput").path("perSecond").asString("0");
    }

    static String time(JsonNode timing, String member) {
        return timing.has(member) ? Words.time(timing.path(member).asDouble(0)) : "";
    }

    static String count(JsonNode node, String member) {
        return Words.grouped(node.path(member).asLong(0));
    }
}
