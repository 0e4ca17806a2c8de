package dev.dispatch.batch;

import dev.dispatch.json.Json;
import dev.dispatch.run.RunStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Runs of a batch as tests make them. */
final class BatchRuns {

    static final Instant START = Instant.parse("2026-03-06T16:21:16Z");
    static final String BATCH = "20260306-162116-job-batch-0a1b";

    private BatchRuns() {}

    static BatchHead head(@Nullable Integer count) {
        return head(count, null, "jobs/a.job.case.json");
    }

    static BatchHead head(@Nullable Integer count, @Nullable Double rate, String casePath) {
        return new BatchHead(
                BATCH, "0.1.0", 1, casePath, "a", count, 5, 0, rate, null, null, "all", START, null, "count", null);
    }

    /** The same run, otherwise ended and timed. */
    static BatchRun like(BatchRun run, RunStatus status, Duration late, boolean retried, ObjectNode outputs) {
        return new BatchRun(
                run.index(),
                run.runId(),
                status,
                run.startedAt(),
                run.duration(),
                late,
                run.waiting(),
                run.calling(),
                run.calls(),
                run.attempts(),
                retried,
                run.inputs(),
                outputs,
                run.record(),
                status == RunStatus.FAILED ? run.failure() : null);
    }

    static String runId(int index) {
        return String.format("20260306-162116-job-run-%s-%03d-0000a1b", BATCH, index);
    }

    /** Every tenth fails of the same cause. */
    static BatchRun run(int index, Random random) {
        boolean fails = index % 10 == 0;
        return new BatchRun(
                index,
                runId(index),
                fails ? RunStatus.FAILED : RunStatus.SUCCESS,
                START.plusMillis(index * 10L),
                Duration.ofMillis(20 + random.nextInt(100)),
                Duration.ZERO,
                Duration.ofMillis(1),
                Duration.ofMillis(15),
                3,
                index % 7 == 0 ? 4 : 3,
                index % 7 == 0,
                Json.object().put("id", index),
                Json.object().put("number", index).put("name", "a"),
                "seg-1.dat",
                fails
                        ? new BatchRun.Failure(
                                "get", "ASSERTION_FAILED", "HTTP_STATUS", "order " + index + " answered HTTP 503")
                        : null);
    }
}
