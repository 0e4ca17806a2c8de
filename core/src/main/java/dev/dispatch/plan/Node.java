package dev.dispatch.plan;

import dev.dispatch.expression.Condition;
import dev.dispatch.expression.TemplateTree;
import dev.dispatch.job.Step;
import dev.dispatch.job.Work;
import dev.dispatch.json.Pointer;
import dev.dispatch.jsonpath.JsonPath;
import dev.dispatch.module.ActionBody;
import dev.dispatch.module.ActionDefinition;
import dev.dispatch.module.HttpAction;
import dev.dispatch.module.ModuleRegistry;
import dev.dispatch.schema.JsonSchema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A step that is ready to be executed: everything it names was found. */
public sealed interface Node {

    Step step();

    /** Position in the document, from 1. */
    default int number() {
        return step().number();
    }

    /** What a display names as the action of the step; {@code block} or {@code parallel} where it holds others. */
    String actionKey();

    /** These nodes and those in their blocks, in the order of the document. */
    static List<Node> all(List<Node> nodes) {
        List<Node> all = new ArrayList<>();
        collect(nodes, all);
        return all;
    }

    private static void collect(List<Node> nodes, List<Node> all) {
        for (Node node : nodes) {
            all.add(node);
            if (node instanceof Block block) {
                collect(block.nodes(), all);
            }
        }
    }

    /** A step that calls one action, once or until conditions hold. */
    sealed interface Leaf extends Node {

        /** The action that makes the calls of the step. */
        Callable target();

        /** The payload of that action as the job writes it. */
        default JsonNode targetPayload() {
            return step().payload();
        }

        /** Where the job writes it. */
        default Pointer targetPayloadPointer() {
            return step().pointer().child("payload");
        }

        @Override
        default String actionKey() {
            return step().action();
        }

        /** Whether its request may carry files. */
        default boolean mayNameFiles() {
            return target().isHttpRequest()
                    ? targetPayload().has("file")
                            || targetPayload().has("multipart")
                            || targetPayload().has("saveTo")
                    : target().provided().action().body() instanceof ActionBody.Request(HttpAction action)
                            && action.content() instanceof HttpAction.Content.Multipart;
        }

        /** Whether its request, or its module, says how it proves who sends it. */
        default boolean mayHaveAuth() {
            TemplateTree http = target().provided().module().http();
            return (target().isHttpRequest() && targetPayload().has("auth"))
                    || (http != null && http.source().has("auth"));
        }
    }

    /**
     * Steps that run as one.
     *
     * @param atOnce the most of them at the same time; {@link Work.Block#IN_ORDER} for one after the other
     */
    record Block(Step step, List<Node> nodes, int atOnce) implements Node {
        public Block {
            nodes = List.copyOf(nodes);
        }

        public boolean parallel() {
            return atOnce != Work.Block.IN_ORDER;
        }

        @Override
        public String actionKey() {
            return parallel() ? "parallel" : "block";
        }
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

        /** Whether it is code that is no part of the program. */
        public boolean isModuleCode() {
            return provided.module().code() != null && provided.action().body() instanceof ActionBody.Code;
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
    record Action(Step step, Callable callable, TemplateTree payload) implements Leaf {
        @Override
        public Callable target() {
            return callable;
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
            Step step,
            Callable poll,
            TemplateTree settings,
            Callable target,
            Condition conditions,
            @Nullable Condition failWhen,
            Map<String, JsonPath> store)
            implements Leaf {
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

    /**
     * A call of another job.
     *
     * @param callable the action {@code flow.call} itself, which knows the form of the payload
     */
    record Call(Step step, Callable callable, TemplateTree payload, CalledJob called) implements Leaf {
        @Override
        public Callable target() {
            return callable;
        }

        /** Those of the called job, and what is written out for its secret inputs; what an expression gives comes later. */
        List<String> secrets() {
            List<String> secrets = new ArrayList<>(called.plan().secrets());
            for (String written : called.secretsIn(step.payload().path("inputs"))) {
                if (!written.contains("${")) {
                    secrets.add(written);
                }
            }
            return secrets;
        }

        /** The action with the outputs of the called job as its response. */
        ActionDefinition described() {
            return called.describing(callable.provided().action());
        }
    }
}
