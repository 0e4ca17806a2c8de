package dev.dispatch.engine;

import dev.dispatch.expression.Template;
import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSource;
import dev.dispatch.json.Pointer;
import dev.dispatch.module.ActionDefinition;
import dev.dispatch.plan.GivenInputs;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.schema.JsonSchema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The job of one step that runs a single action, so that it is checked, run and recorded like any other. */
final class ActionJob {

    /** Where the payload stands in the job. */
    static final Pointer PAYLOAD =
            Pointer.ROOT.child("scenario").child("steps").child(0).child("payload");

    /** The profile of the job that is made; nobody who types a command knows of it. */
    static final String PROFILE = "cli";

    /** Takes headers of its own, which go wherever it is sent; default headers go to the base URL's origin only. */
    private static final String REQUEST = "http.request";

    private ActionJob() {}

    static JsonSource source(ActionDefinition action, ActionRequest request) {
        ObjectNode step = Json.object()
                .put("id", stepId(action.key().name()))
                .put("action", action.key().toString());
        boolean takesHeaders = action.key().toString().equals(REQUEST);
        ObjectNode payload = payload(action, request.inputs());
        if (takesHeaders) {
            addHeaders(payload, request.headers());
        }
        // What is typed on a command line is a value, never an expression.
        step.set("payload", Template.escape(payload));
        ObjectNode job = Json.object().put("schemaVersion", 1).put("jobType", "action-run:" + action.key());
        if (!takesHeaders && !request.headers().isEmpty()) {
            ObjectNode headers = Json.object();
            request.headers().forEach((name, value) -> headers.put(name, Template.escape(value)));
            job.set("http", Json.object().set("defaultHeaders", headers));
        }
        if (!request.credential().isEmpty()) {
            step.put("credential", PROFILE);
            ObjectNode variables = Json.object();
            request.credential().forEach(variables::put);
            job.set("credentials", Json.object().set(PROFILE, Json.object().set("fromEnv", variables)));
        }
        job.set("scenario", Json.object().set("steps", Json.array().add(step)));
        return JsonSource.read(Json.pretty(job));
    }

    /** Names given twice; the job itself cannot show them. */
    static List<Issue> repeated(GivenInputs inputs) {
        List<Issue> issues = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (GivenInputs.Text text : inputs.texts()) {
            if (!seen.add(text.name())) {
                issues.add(Issue.at(
                                IssueCode.REPEATED_INPUT,
                                Pointer.ROOT.child("inputs").child(text.name()),
                                "Input '" + text.name() + "' was given more than once")
                        .expected("one value")
                        .actual("several")
                        .suggest("give it once"));
            }
        }
        return issues;
    }

    /** A header given by {@code --header} wins over one of the same name, in any case, in the input. */
    private static void addHeaders(ObjectNode payload, Map<String, String> given) {
        JsonNode written = payload.path("headers");
        if (given.isEmpty() || !(written.isMissingNode() || written.isObject())) {
            return;
        }
        ObjectNode headers = Json.object();
        written.properties().forEach(member -> {
            if (given.keySet().stream().noneMatch(member.getKey()::equalsIgnoreCase)) {
                headers.set(member.getKey(), member.getValue());
            }
        });
        given.forEach(headers::put);
        payload.set("headers", headers);
    }

    private static ObjectNode payload(ActionDefinition action, GivenInputs inputs) {
        ObjectNode payload = inputs.values().deepCopy();
        if (JsonSchema.compile(action.inputSchema()) instanceof JsonSchema.Compiled.Ok(JsonSchema schema)) {
            inputs.texts().forEach(text -> payload.set(text.name(), schema.fromText(text.name(), text.value())));
        } else {
            inputs.texts().forEach(text -> payload.put(text.name(), text.value()));
        }
        return payload;
    }

    /** Names of actions may begin with a digit, ids of steps may not. */
    private static String stepId(String action) {
        return Character.isDigit(action.charAt(0)) || action.charAt(0) == '-' ? "action-" + action : action;
    }
}
