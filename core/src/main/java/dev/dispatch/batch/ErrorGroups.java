package dev.dispatch.batch;

import dev.dispatch.json.Json;
import dev.dispatch.problem.Shown;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Failures by their cause, each with the first run that had it; of a bounded number of causes. Not safe for several threads. */
final class ErrorGroups {

    private static final int MOST = 100;
    private static final int LONGEST_MESSAGE = 400;

    /** The same in all runs of a group. */
    record Cause(String code, String reason, @Nullable String stepId, String message) {}

    /** One run of a group. */
    record Example(int index, String runId, String message) {}

    /** A cause and how many runs failed of it. */
    record Group(Cause cause, long count, Example example) {}

    private static final Cause OTHER = new Cause("OTHER", "OTHER", null, "causes beyond the first " + MOST);

    private final Map<Cause, Group> groups = new LinkedHashMap<>();

    void add(int index, String runId, BatchRun.Failure failure) {
        String said = Shown.said(failure.message(), LONGEST_MESSAGE);
        String stepId = failure.stepId();
        Cause cause = new Cause(
                Shown.said(failure.code(), 100),
                Shown.said(failure.reason(), 100),
                stepId == null ? null : Shown.said(stepId, 200),
                MessagePattern.of(said));
        add(new Group(cause, 1, new Example(index, runId, said)));
    }

    void add(ErrorGroups others) {
        others.groups.values().forEach(this::add);
    }

    private void add(Group added) {
        Cause cause = groups.containsKey(added.cause()) || groups.size() < MOST ? added.cause() : OTHER;
        groups.merge(
                cause,
                new Group(cause, added.count(), added.example()),
                (before, more) -> new Group(cause, before.count() + more.count(), first(before, more)));
    }

    private static Example first(Group one, Group other) {
        return other.example().index() < one.example().index() ? other.example() : one.example();
    }

    /** The most frequent first. */
    List<Group> frequentFirst() {
        List<Group> sorted = new ArrayList<>(groups.values());
        sorted.sort(Comparator.comparingLong(group -> -group.count()));
        return sorted;
    }

    static ObjectNode json(Group group) {
        Cause cause = group.cause();
        ObjectNode json = Json.object().put("code", cause.code()).put("reason", cause.reason());
        if (cause.stepId() != null) {
            json.put("stepId", cause.stepId());
        }
        json.put("message", cause.message()).put("count", group.count());
        json.putObject("example")
                .put("batchIndex", group.example().index())
                .put("runId", group.example().runId())
                .put("message", group.example().message());
        return json;
    }

    ArrayNode toJson() {
        ArrayNode array = Json.array();
        groups.values().forEach(group -> array.add(json(group)));
        return array;
    }

    static ErrorGroups of(JsonNode json) throws DamagedException {
        ErrorGroups read = new ErrorGroups();
        for (JsonNode item : json) {
            Cause cause = new Cause(
                    Damage.text(item, "code"),
                    Damage.text(item, "reason"),
                    item.has("stepId") ? Damage.text(item, "stepId") : null,
                    Damage.text(item, "message"));
            JsonNode example = item.path("example");
            read.add(new Group(
                    cause,
                    Damage.count(item, "count"),
                    new Example(
                            Damage.number(example, "batchIndex"),
                            Damage.text(example, "runId"),
                            Damage.text(example, "message"))));
        }
        return read;
    }
}
