package dev.dispatch.draft;

import dev.dispatch.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Drafts the {@code expect} of one step from what its executions answered. */
final class ExpectDraft {

    private static final int MOST_RULES = 8;
    private static final String POLL = "flow.poll";
    private static final String REQUEST = "http.request";
    private static final List<String> QUIET = List.of("flow.sleep", "flow.log", "flow.fail");

    private ExpectDraft() {}

    /**
     * The rules; none for a step that answers nothing that is worth a rule.
     *
     * @param known what references stood for when the step ran
     */
    static List<ObjectNode> of(JsonNode step, List<Observation> observed, Map<String, JsonNode> known) {
        String action = step.path("action").asString("");
        if (observed.isEmpty() || QUIET.contains(action)) {
            return List.of();
        }
        List<JsonNode> responses = observed.stream().map(Observation::response).toList();
        boolean poll = action.equals(POLL);
        List<Observation> sent =
                poll ? observed.stream().map(ExpectDraft::polled).toList() : observed;
        JsonNode payload = poll ? step.path("payload").path("payload") : step.path("payload");
        ValueRules rules = new ValueRules(Flows.of(payload, sent, known), MOST_RULES);
        if (poll) {
            rules.add("$.matched", Expected.literal(responses.getFirst().path("matched")));
            JsonNode polled = step.path("payload");
            answer("$.lastResponse", polled, below(responses, "lastResponse"), rules);
        } else {
            answer("$", step, responses, rules);
        }
        return rules.rules();
    }

    private static Observation polled(Observation poll) {
        return new Observation(poll.payload().path("payload"), poll.response());
    }

    /** @param call holds {@code action} and {@code payload} of what answered */
    private static void answer(String path, JsonNode call, List<JsonNode> responses, ValueRules rules) {
        if (responses.stream().anyMatch(JsonNode::isMissingNode)) {
            return;
        }
        if (!call.path("action").asString("").equals(REQUEST)) {
            rules.add(path, "response", responses);
            return;
        }
        status(call.path("payload"), below(responses, "status"))
                .ifPresent(status -> rules.add(path + ".status", Expected.literal(status)));
        List<JsonNode> bodies = below(responses, "body");
        if (bodies.stream().noneMatch(JsonNode::isMissingNode)
                && bodies.stream().noneMatch(body -> body.has("_binary"))) {
            rules.add(path + ".body", "body", bodies);
        }
    }

    /** The status that all were answered with, where the job does not say already which one it wants. */
    private static Optional<JsonNode> status(JsonNode payload, List<JsonNode> statuses) {
        JsonNode first = statuses.getFirst();
        JsonNode wanted = payload.path("expectStatus");
        boolean said = !wanted.isMissingNode() && !wanted.isString();
        return !said && first.isNumber() && statuses.stream().allMatch(one -> Json.equal(one, first))
                ? Optional.of(first)
                : Optional.empty();
    }

    private static List<JsonNode> below(List<JsonNode> values, String name) {
        return values.stream().map(value -> value.path(name)).toList();
    }
}
