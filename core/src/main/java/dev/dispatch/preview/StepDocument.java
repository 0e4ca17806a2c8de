package dev.dispatch.preview;

import dev.dispatch.http.HttpHeader;
import dev.dispatch.job.CredentialProfile;
import dev.dispatch.job.Loop;
import dev.dispatch.job.Retry;
import dev.dispatch.job.StartTime;
import dev.dispatch.job.Step;
import dev.dispatch.job.Work;
import dev.dispatch.json.Json;
import dev.dispatch.module.ActionDefinition;
import dev.dispatch.module.LoadedModule;
import dev.dispatch.plan.EffectCheck;
import dev.dispatch.plan.Node;
import dev.dispatch.plan.Plan;
import dev.dispatch.redact.Redactor;
import dev.dispatch.sdk.Effect;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes one step of a preview. */
final class StepDocument {

    private static final int LONGEST_VALUE = 4096;

    private final Plan plan;
    private final Redactor redactor;
    private final Function<LoadedModule, String> hashOf;

    StepDocument(Plan plan, Redactor redactor, Function<LoadedModule, String> hashOf) {
        this.plan = plan;
        this.redactor = redactor;
        this.hashOf = hashOf;
    }

    ObjectNode of(StepPreview preview) {
        Step step = preview.step();
        ObjectNode json = Json.object();
        json.put("number", preview.number());
        json.put("id", step.id());
        json.put("action", actionOf(step));
        if (preview.place().depth() > 0) {
            json.put("depth", preview.place().depth());
        }
        if (preview.place().last()) {
            json.put("finally", true);
        }
        if (preview.node() != null) {
            action(json, preview.node());
        }
        if (step.credential() != null) {
            credential(json, step.credential());
        }
        if (step.when() != null) {
            when(json, preview);
        }
        start(json, step.start());
        flow(json, preview);
        if (preview.poll() != null) {
            json.set("poll", poll(preview.poll()));
        }
        deed(json, preview.deed());
        if (!step.captures().isEmpty()) {
            json.set("captures", Json.texts(step.captures().keySet()));
        }
        if (step.expect() != null) {
            json.put("expectations", step.expect().rules().count());
        }
        if (!preview.unknowns().isEmpty()) {
            json.set("unknown", unknown(preview.unknowns()));
        }
        return json;
    }

    private static String actionOf(Step step) {
        return switch (step.work()) {
            case Work.Call call -> call.action();
            case Work.Block block -> block.parallel() ? "parallel" : "block";
        };
    }

    /** What decides how often it is executed, and what becomes of a failure. */
    private static void flow(ObjectNode json, StepPreview preview) {
        Step step = preview.step();
        if (step.work() instanceof Work.Block(var inner, int atOnce) && atOnce != Work.Block.IN_ORDER) {
            json.put("atOnce", Math.min(atOnce, inner.size()));
        }
        Loop loop = step.loop();
        if (loop != null) {
            ObjectNode described = json.putObject("loop");
            described.put("kind", loop instanceof Loop.ForEach ? "forEach" : "repeat");
            described.set("passes", count(preview.place().passes()));
            if (loop instanceof Loop.ForEach each) {
                described.put("atOnce", each.maxConcurrency());
            }
        }
        Retry retry = step.retry();
        if (retry != null) {
            json.put("mostAttempts", retry.maxAttempts());
        }
        if (step.timeout() != null) {
            json.put("timeoutMs", step.timeout().toMillis());
        }
        if (step.continueOnError()) {
            json.put("continueOnError", true);
        }
        boolean several = preview.place().executions().most().orElse(2) > 1;
        if (several && preview.deed() instanceof StepPreview.Deed.Sends) {
            json.set("calls", count(preview.calls()));
        }
    }

    static ObjectNode count(Count count) {
        ObjectNode json = Json.object().put("fewest", count.fewest());
        count.most().ifPresent(most -> json.put("most", most));
        return json;
    }

    /** The effect that counts: what is not known is the worst. */
    static Effect effect(Node.Leaf node) {
        return EffectCheck.known(node).orElse(Effect.DELETE);
    }

    private void action(ObjectNode json, Node.Leaf node) {
        ActionDefinition action = node.target().provided().action();
        LoadedModule module = node.target().provided().module();
        if (node instanceof Node.Poll) {
            json.put("calledAction", action.key().toString());
        }
        ObjectNode described = json.putObject("module");
        described.put("name", module.name());
        described.put("version", module.version());
        described.put("layer", module.layer().word());
        described.put("hash", hashOf.apply(module));
        JsonNode target = node.targetPayload().path("saveTo");
        if (target.isString() && action.key().toString().equals("http.request")) {
            json.put("saveTo", redactor.text(target.stringValue()));
        }
        json.put("effect", effect(node).word());
        json.put("effectDeclared", EffectCheck.known(node).isPresent());
    }

    private void credential(ObjectNode json, String name) {
        ObjectNode credential = json.putObject("credential").put("profile", name);
        CredentialProfile profile = plan.job().credentials().get(name);
        if (profile == null) {
            return;
        }
        ArrayNode fields = credential.putArray("fields");
        JsonNode values = plan.credentials().get(name);
        profile.fromEnv()
                .forEach((field, variable) -> fields.addObject()
                        .put("name", field)
                        .put("env", variable)
                        .put("set", values != null && values.has(field)));
    }

    private void when(ObjectNode json, StepPreview preview) {
        JsonNode written = plan.job()
                .source()
                .root()
                .at(preview.step().pointer().child("when").text());
        ObjectNode when = json.putObject("when");
        when.set("condition", redactor.json(written));
        switch (preview.entry()) {
            case HOLDS -> when.put("holds", true);
            case NEVER -> when.put("holds", false);
            case ALWAYS, UNKNOWN -> {}
        }
    }

    private static void start(ObjectNode json, @Nullable StartTime start) {
        switch (start) {
            case StartTime.After(Duration delay) -> json.putObject("startsAt").put("afterMs", delay.toMillis());
            case StartTime.At(Instant moment) -> json.putObject("startsAt").put("at", moment.toString());
            case null -> {}
        }
    }

    private static ObjectNode poll(PollBounds bounds) {
        ObjectNode json = Json.object();
        bounds.intervalMs().ifPresent(value -> json.put("intervalMs", value));
        bounds.maxDurationMs().ifPresent(value -> json.put("maxDurationMs", value));
        bounds.fewestTries().ifPresent(value -> json.put("fewestTries", value));
        bounds.mostTries().ifPresent(value -> json.put("mostTries", value));
        return json;
    }

    private void deed(ObjectNode json, StepPreview.Deed deed) {
        switch (deed) {
            case StepPreview.Deed.Sends(RequestPreview request) -> json.set("request", request(request));
            case StepPreview.Deed.Takes(JsonNode input, var _) -> json.set("input", cut(redactor.json(input)));
            case StepPreview.Deed.Fails(String message) -> json.put("wouldFail", redactor.said(message));
            case StepPreview.Deed.Nothing _, StepPreview.Deed.Holds _ -> {}
        }
    }

    private ObjectNode request(RequestPreview request) {
        ObjectNode json = Json.object();
        json.put("known", request.known());
        json.put("method", redactor.text(request.method()));
        json.put("url", redactor.url(request.url()));
        if (!request.headers().isEmpty()) {
            json.set("headers", headers(request.headers()));
        }
        if (request.auth() != null) {
            json.put("auth", request.auth().word());
        }
        request.body().ifPresent(body -> json.set("body", body(body, request.known())));
        return json;
    }

    /** Lines of one name in one value (RFC 9110, section 5.3). */
    private ObjectNode headers(List<HttpHeader> headers) {
        ObjectNode json = Json.object();
        for (HttpHeader header : headers) {
            String value = redactor.headerValue(header.name(), header.value());
            JsonNode before = json.get(header.name());
            json.put(header.name(), before == null ? value : before.stringValue() + ", " + value);
        }
        return json;
    }

    private ObjectNode body(RequestPreview.Body body, boolean known) {
        ObjectNode json = Json.object();
        json.put("contentType", redactor.text(body.contentType()));
        if (known) {
            json.put("size", body.size());
        }
        if (body.parts() != null) {
            return json.set("parts", cut(redactor.json(body.parts())));
        }
        JsonNode value = body.json() == null ? null : redactor.json(body.json());
        String text = value == null ? redactor.body(body.text(), body.contentType()) : Json.compact(value);
        if (text.length() > LONGEST_VALUE) {
            return json.put("beginning", beginning(text));
        }
        return value == null ? json.put("text", text) : json.set("json", value);
    }

    /** What is long gives way to its beginning, as in what {@code job inspect} shows. */
    private static JsonNode cut(JsonNode value) {
        String text = Json.compact(value);
        return text.length() <= LONGEST_VALUE
                ? value
                : Json.object()
                        .set(
                                "_cut",
                                Json.object().put("beginning", beginning(text)).put("size", text.length()));
    }

    private static String beginning(String text) {
        int end = Character.isHighSurrogate(text.charAt(LONGEST_VALUE - 1)) ? LONGEST_VALUE - 1 : LONGEST_VALUE;
        return text.substring(0, end);
    }

    private ArrayNode unknown(List<Unknown> unknowns) {
        ArrayNode all = Json.array();
        for (Unknown unknown : unknowns) {
            all.addObject()
                    .put("pointer", unknown.pointer().text())
                    .put("reference", redactor.text(unknown.reference()))
                    .put("why", redactor.said(unknown.why()));
        }
        return all;
    }
}
