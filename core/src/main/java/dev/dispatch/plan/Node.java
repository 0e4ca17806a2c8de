package dev.dispatch.plan;

import dev.dispatch.expression.Condition;
import dev.dispatch.expression.TemplateTree;
import dev.dispatch.job.Step;
import dev.dispatch.json.Pointer;
import dev.dispatch.jsonpath.JsonPath;
import dev.dispatch.module.ActionBody;
import dev.dispatch.module.HttpAction;
import dev.dispatch.module.ModuleRegistry;
import dev.dispatch.schema.JsonSchema;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A step that is ready to be executed: everything it names was found. */
public sealed interface Node {

    /** Position in the document, from 1. */
    int number();

    Step step();

    /** The action that makes the calls of the step. */
    Callable target();

    /** The payload of that action as the job writes it. */
    JsonNode targetPayload();

    /** Where the job writes it. */
    Pointer targetPayloadPointer();

    /** Whether its request may carry files. */
    default boolean mayNameFiles() {
        return target().isHttpRequest()
                ? targetPayload().has("file")
                        || targetPayload().has("multipart")
                        || targetPayload().has("saveTo")
                : target().provided().action().body() instanceof ActionBody.Request(HttpAction action)
                        && action.content() instanceof HttpAction.Content.Multipart;
    }

    /** The action that a display names for the step. */
    default String actionKey() {
        return step().action();
    }

    /**
     * An action that can be called.
     *
     * @param input what its payload has to fit
     * @param exports what its exports have to fit; null for anything
     * @param credential what its credential has to fit; null where it takes none
     */
    record Callable(
            ModuleRegistry.Provided provided,
            JsonSchema input,
            @Nullable JsonSchema exports,
            @Nullable JsonSchema credential) {
        public String key() {
            return provided.action().key().toString();
        }

        boolean isHttpRequest() {
            return key().equals("http.request");
        }

        boolean isGraphql() {
            return key().equals("http.graphql");
        }

        /** Whether its payload names the URL that it calls. */
        boolean takesUrl() {
            return isHttpRequest() || isGraphql();
        }
    }

    /** A call of one action. */
    record Action(int number, Step step, Callable callable, TemplateTree payload) implements Node {
        @Override
        public Callable target() {
            return callable;
        }

        @Override
        public JsonNode targetPayload() {
            return step.payload();
        }

        @Override
        public Pointer targetPayloadPointer() {
            return step.pointer().child("payload");
        }
    }

    /**
     * Calls of one action until conditions hold.
     *
     * @param poll the action {@code flow.poll} itself, which knows the form of the settings
     * @param settings the payload without conditions
     * @param store names under {@code run} and where in the response their values stand
     */
    record Poll(
            int number,
            Step step,
            Callable poll,
            TemplateTree settings,
            Callable target,
            Condition conditions,
            @Nullable Condition failWhen,
            Map<String, JsonPath> store)
            implements Node {
        public Poll {
            store = Collections.unmodifiableMap(new LinkedHashMap<>(store));
        }

        @Override
        public JsonNode targetPayload() {
            return step.payload().path("payload");
        }

        @Override
        public Pointer targetPayloadPointer() {
            return step.pointer().child("payload").child("payload");
        }
    }
}
