package dev.dispatch.batch;

import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSyntaxException;
import dev.dispatch.run.RunStatus;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code results.jsonl} of a batch: one line for each run that has ended, in the order of their ends. */
public final class BatchResults {

    public static final String FILE = "results.jsonl";

    /** In bytes; a longer line is passed over. */
    private static final int LONGEST_LINE = 16 * 1024 * 1024;

    private BatchResults() {}

    /** How a run ended, as results say it. */
    public static String word(RunStatus status) {
        return switch (status) {
            case SUCCESS -> "PASS";
            case FAILED -> "FAIL";
            case INTERRUPTED -> "INTERRUPTED";
        };
    }

    /** One run as a line holds it. */
    public static ObjectNode toJson(BatchRun run) {
        ObjectNode json = Json.object().put("batchIndex", run.index()).put("status", word(run.status()));
        json.put("runId", run.runId());
        json.put("startedAt", run.startedAt().truncatedTo(ChronoUnit.MILLIS).toString());
        json.put("durationMs", run.duration().toMillis());
        json.put("waitingMs", run.waiting().toMillis());
        json.put("callingMs", run.calling().toMillis());
        if (!run.late().isZero()) {
            json.put("lateMs", run.late().toMillis());
        }
        json.put("calls", run.calls()).put("attempts", run.attempts()).put("retried", run.retried());
        json.set("inputs", run.inputs());
        json.set("outputs", run.outputs());
        String record = run.record();
        if (record != null) {
            json.put(record.equals(run.runId()) ? "runDir" : "segment", record);
        }
        BatchRun.Failure failure = run.failure();
        if (failure != null) {
            ObjectNode error = json.putObject("error");
            error.put("code", Damage.writable(failure.code())).put("reason", Damage.writable(failure.reason()));
            if (failure.stepId() != null) {
                error.put("stepId", Damage.writable(failure.stepId()));
            }
            error.put("message", failure.message());
        }
        return json;
    }

    /** The same as bytes with the end of the line; of a run with so much in it that nobody could read it, without that. */
    static byte[] line(BatchRun run) {
        ObjectNode json = toJson(run);
        byte[] line = bytes(json);
        if (line.length <= LONGEST_LINE) {
            return line;
        }
        json.set("inputs", Json.object());
        json.set("outputs", Json.object());
        if (json.get("error") instanceof ObjectNode error) {
            error.put("message", Damage.writable(error.path("message").asString("")));
        }
        return bytes(json.put("cut", true));
    }

    private static byte[] bytes(ObjectNode json) {
        return (Json.compact(json) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Hands over the runs of a file one after the other. A torn last line is ignored, and so is a line that is no run.
     *
     * @param from where in the file to begin, in bytes: at the beginning of a line
     * @return how many whole lines were passed over
     */
    public static long read(Path file, long from, Consumer<BatchRun> reader) throws IOException {
        long skipped = 0;
        try (InputStream in = new BufferedInputStream(new FileInputStream(file.toFile()), 1 << 16)) {
            in.skipNBytes(from);
            byte[] block = new byte[1 << 16];
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            boolean tooLong = false;
            for (int size = in.read(block); size >= 0; size = in.read(block)) {
                int start = 0;
                for (int i = 0; i < size; i++) {
                    if (block[i] != '\n') {
                        continue;
                    }
                    line.write(block, start, i - start);
                    start = i + 1;
                    Optional<BatchRun> run = tooLong ? Optional.empty() : parse(line.toString(StandardCharsets.UTF_8));
                    run.ifPresent(reader);
                    skipped += run.isPresent() ? 0 : 1;
                    line.reset();
                    tooLong = false;
                }
                tooLong |= line.size() + size - start > LONGEST_LINE;
                if (tooLong) {
                    line.reset();
                } else {
                    line.write(block, start, size - start);
                }
            }
        }
        return skipped;
    }

    /** One line; empty where it is no run. */
    public static Optional<BatchRun> parse(String line) {
        try {
            return Optional.of(of(Json.parse(line)));
        } catch (JsonSyntaxException | DamagedException e) {
            return Optional.empty();
        }
    }

    private static BatchRun of(JsonNode json) throws DamagedException {
        return new BatchRun(
                Damage.number(json, "batchIndex"),
                Damage.text(json, "runId"),
                status(Damage.text(json, "status")),
                BatchHead.instant(json, "startedAt"),
                millis(json, "durationMs"),
                json.has("lateMs") ? millis(json, "lateMs") : Duration.ZERO,
                millis(json, "waitingMs"),
                millis(json, "callingMs"),
                Damage.number(json, "calls"),
                Damage.number(json, "attempts"),
                json.path("retried").asBoolean(false),
                members(json.path("inputs")),
                members(json.path("outputs")),
                record(json),
                failure(json.path("error")));
    }

    private static RunStatus status(String word) throws DamagedException {
        return switch (word) {
            case "PASS" -> RunStatus.SUCCESS;
            case "FAIL" -> RunStatus.FAILED;
            case "INTERRUPTED" -> RunStatus.INTERRUPTED;
            default -> throw new DamagedException("a run has another status");
        };
    }

    private static Duration millis(JsonNode json, String name) throws DamagedException {
        return Duration.ofMillis(Math.min(Damage.count(json, name), Integer.MAX_VALUE * 1_000L));
    }

    private static ObjectNode members(JsonNode node) throws DamagedException {
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw new DamagedException("inputs and outputs are objects");
    }

    private static @Nullable String record(JsonNode json) throws DamagedException {
        if (json.has("runDir")) {
            return Damage.text(json, "runDir");
        }
        return json.has("segment") ? Damage.text(json, "segment") : null;
    }

    private static BatchRun.@Nullable Failure failure(JsonNode error) throws DamagedException {
        if (!error.isObject()) {
            return null;
        }
        return new BatchRun.Failure(
                error.has("stepId") ? Damage.text(error, "stepId") : null,
                Damage.text(error, "code"),
                Damage.text(error, "reason"),
                error.path("message").asString(""));
    }
}
