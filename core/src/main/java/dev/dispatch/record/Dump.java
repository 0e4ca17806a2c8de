package dev.dispatch.record;

import dev.dispatch.json.Extent;
import dev.dispatch.json.Json;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A record as one document, the bodies of its calls included. */
public final class Dump {

    private static final List<String> VALUES_OF_A_STEP = List.of("response", "exports", "result", "diagnostics");

    private final Extent extent;
    private final ObjectNode total = Json.object();
    private final ObjectNode shown = Json.object();
    private final ObjectNode lists = Json.object();

    private Dump(Extent extent) {
        this.extent = extent;
    }

    /** The whole record. */
    public static ObjectNode document(RunRecord run) {
        return document(run, Extent.WHOLE);
    }

    /** The record; {@code total} and {@code shown} say of each list how long it is and how much of it is there. */
    public static ObjectNode document(RunRecord run, Extent extent) {
        return new Dump(extent).of(run);
    }

    private ObjectNode of(RunRecord run) {
        ObjectNode json = Json.object();
        json.put("runId", run.runId());
        json.put("runDir", run.runDir().toString());
        json.put("status", run.status().name());
        json.set("summary", run.summary());
        json.set("meta", run.meta());
        run.moduleResolution().ifPresent(modules -> json.set("moduleResolution", modules));
        add(
                "activityLog",
                run.activity(),
                line -> Json.object().put("at", line.at()).put("message", line.message()));
        add("stepResults", run.stepResults(), this::step);
        add("calls", run.calls(), call -> call(call, extent));
        json.set("total", total);
        json.set("shown", shown);
        return json.setAll(lists);
    }

    private <T> void add(String name, List<T> items, Function<T, JsonNode> form) {
        List<T> first = extent.first(items);
        total.put(name, items.size());
        shown.put(name, first.size());
        ArrayNode list = lists.putArray(name);
        first.forEach(item -> list.add(form.apply(item)));
    }

    private JsonNode step(ObjectNode result) {
        for (String member : VALUES_OF_A_STEP) {
            JsonNode value = result.get(member);
            if (value != null) {
                result.set(member, extent.value(value, RecordFiles.STEPS));
            }
        }
        return result;
    }

    /** A call's line and its bodies. */
    static ObjectNode call(RecordedCall call, Extent extent) {
        ObjectNode json = call.line();
        call.request().ifPresent(body -> json.set("request", body.value(extent)));
        call.response().ifPresent(body -> json.set("response", body.value(extent)));
        return json;
    }
}
