package dev.dispatch.code;

import dev.dispatch.json.Json;
import dev.dispatch.sdk.ActionContext;
import dev.dispatch.sdk.ActionException;
import dev.dispatch.sdk.ActionResult;
import dev.dispatch.sdk.Http;
import dev.dispatch.sdk.HttpRequest;
import dev.dispatch.sdk.HttpResponse;
import dev.dispatch.sdk.ResolvedAction;
import dev.dispatch.sdk.StepInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Describes a class and calls its actions, without a run around them. */
@NullMarked
final class Calls implements ActionContext<ObjectNode> {

    final DescribedModule module;
    final List<String> activity = new ArrayList<>();
    final List<HttpRequest> sent = new ArrayList<>();
    String answer = "{}";
    private final ActionMethods methods;
    private @Nullable ObjectNode credential;

    private Calls(Class<?> type) {
        ModuleDescriber.Description description = ModuleDescriber.describe(type);
        if (!(description instanceof ModuleDescriber.Description.Described(DescribedModule described))) {
            throw new AssertionError(description);
        }
        // As a later process finds it.
        this.module = DescribedModule.of(Json.parse(Json.compact(described.toJson())));
        this.methods = new ActionMethods(type, module);
    }

    static Calls of(Class<?> type) {
        return new Calls(type);
    }

    Calls credential(String json) {
        credential = (ObjectNode) Json.parse(json);
        return this;
    }

    DescribedAction action(String name) {
        return module.actions().stream()
                .filter(action -> action.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    ActionResult<JsonNode> call(String action, String payload) throws Exception {
        return methods.handler(action).handle(this, (ObjectNode) Json.parse(payload));
    }

    @Override
    public Http http() {
        return new Http() {
            @Override
            public HttpResponse send(HttpRequest request) {
                sent.add(request);
                JsonNode body = Json.parse(answer);
                return new HttpResponse(
                        201, List.of(), body, new byte[0], Duration.ZERO, request.expected(), "POST /webhooks");
            }

            @Override
            public HttpResponse save(HttpRequest request, String file) {
                return send(request);
            }

            @Override
            public Http withDefaults(String baseUrl, List<HttpRequest.Field> headers) {
                return this;
            }
        };
    }

    @Override
    public ObjectNode credential() {
        if (credential == null) {
            throw ActionException.failed("no credential");
        }
        return credential;
    }

    @Override
    public StepInfo step() {
        return new StepInfo("one", "sample.act", "one#1");
    }

    @Override
    public ObjectNode run() {
        return Json.object();
    }

    @Override
    public void activity(String line) {
        activity.add(line);
    }

    @Override
    public void progress(String message) {
        activity.add(message);
    }

    @Override
    public Optional<ResolvedAction> resolve(String action) {
        return Optional.empty();
    }
}
