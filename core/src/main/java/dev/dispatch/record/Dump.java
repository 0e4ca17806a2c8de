package dev.dispatch.record;

import dev.dispatch.json.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A whole record as one document, the bodies of its calls included. */
public final class Dump {

    private Dump() {}

    public static ObjectNode document(RunRecord run) {
        ObjectNode json = Json.object();
        json.put("runId", run.runId());
        json.put("runDir", run.runDir().toString());
        json.put("status", run.status().name());
        json.set("summary", run.summary());
        json.set("meta", run.meta());
        run.moduleResolution().ifPresent(modules -> json.set("moduleResolution", modules));
        ArrayNode activity = Json.array();
        run.activity()
                .forEach(line -> activity.add(Json.object().put("at", line.at()).put("message", line.message())));
        json.set("activityLog", activity);
        json.set("stepResults", Json.array().addAll(run.stepResults()));
        ArrayNode calls = Json.array();
        run.calls().forEach(call -> calls.add(call(call)));
        json.set("calls", calls);
        return json;
    }

    /** A call's line and its whole bodies. */
    static ObjectNode call(RecordedCall call) {
        ObjectNode json = call.line();
        call.request().ifPresent(body -> json.set("request", body.value()));
        call.response().ifPresent(body -> json.set("response", body.value()));
        return json;
    }
}
