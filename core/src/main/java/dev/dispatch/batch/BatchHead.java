package dev.dispatch.batch;

import dev.dispatch.json.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a batch was asked for, as {@code batch.json} holds it from its start on.
 *
 * @param count of runs; null where there is no end to them
 * @param rate runs a second; null where the next one waits for a free worker
 * @param durationLimitMs null for none
 * @param maxFailures after which no run starts; null for none
 * @param record {@code all}, {@code failures} or {@code summary}
 * @param rows where the inputs come from, in words
 * @param rerunOf the batch whose failed runs these are
 */
public record BatchHead(
        String batchId,
        String cliVersion,
        int schemaVersion,
        String casePath,
        String jobType,
        @Nullable Integer count,
        int concurrency,
        long staggerMs,
        @Nullable Double rate,
        @Nullable Long durationLimitMs,
        @Nullable Integer maxFailures,
        String record,
        Instant startedAt,
        @Nullable String planHash,
        String rows,
        @Nullable String rerunOf) {

    private static final Instant LATEST = Instant.ofEpochMilli(Throughput.LATEST);

    /** As files hold it: a text of more than 5,000 characters without its end. */
    public ObjectNode toJson() {
        ObjectNode json = Json.object().put("batchId", batchId).put("cliVersion", cliVersion);
        json.put("schemaVersion", schemaVersion)
                .put("casePath", Damage.writable(casePath))
                .put("jobType", Damage.writable(jobType));
        if (count != null) {
            json.put("count", count);
        }
        json.put("concurrency", concurrency).put("staggerMs", staggerMs);
        if (rate != null) {
            json.put("rate", rate);
        }
        if (durationLimitMs != null) {
            json.put("durationLimitMs", durationLimitMs);
        }
        if (maxFailures != null) {
            json.put("maxFailures", maxFailures);
        }
        json.put("record", record)
                .put("startedAt", startedAt.truncatedTo(ChronoUnit.MILLIS).toString());
        if (planHash != null) {
            json.put("planHash", planHash);
        }
        json.put("rows", Damage.writable(rows));
        if (rerunOf != null) {
            json.put("rerunOf", rerunOf);
        }
        return json;
    }

    /**
     * What {@link #toJson} gave, among other members.
     *
     * @throws DamagedException for anything else
     */
    static BatchHead of(JsonNode json) throws DamagedException {
        return new BatchHead(
                Damage.text(json, "batchId"),
                Damage.text(json, "cliVersion"),
                Damage.number(json, "schemaVersion"),
                Damage.text(json, "casePath"),
                Damage.text(json, "jobType"),
                json.has("count") ? Damage.number(json, "count") : null,
                Damage.number(json, "concurrency"),
                Damage.count(json, "staggerMs"),
                json.path("rate").isNumber() ? json.path("rate").doubleValue() : null,
                json.has("durationLimitMs") ? Damage.count(json, "durationLimitMs") : null,
                json.has("maxFailures") ? Damage.number(json, "maxFailures") : null,
                Damage.text(json, "record"),
                instant(json, "startedAt"),
                json.has("planHash") ? Damage.text(json, "planHash") : null,
                Damage.text(json, "rows"),
                json.has("rerunOf") ? Damage.text(json, "rerunOf") : null);
    }

    static Instant instant(JsonNode json, String name) throws DamagedException {
        try {
            Instant instant = Instant.parse(Damage.text(json, name));
            if (!instant.isBefore(Instant.EPOCH) && !instant.isAfter(LATEST)) {
                return instant;
            }
        } catch (DateTimeException e) {
            // Told below, as a time that no batch has is.
        }
        throw new DamagedException("'" + name + "' is no point of time");
    }
}
