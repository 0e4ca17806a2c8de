package dev.dispatch.draft;

import dev.dispatch.expression.Template;
import dev.dispatch.json.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * What a step sent, by the names it stands under: where an answer has the same value under the same name, it is the one that
 * was sent, and what the job wrote for it says what to expect.
 */
final class Flows {

    private static final int MOST_DEPTH = 16;

    /** What is another value each time, or may not stand in an expectation. */
    private static final List<String> UNFIT =
            List.of("uuid()", "now()", "timestamp()", "randomInt(", "credential.", "previous", "?}", "run.startedAt");

    /** Written is what the job says, resolved what each observation was given for it. */
    private record Flow(JsonNode written, List<JsonNode> resolved) {}

    private final Map<String, List<Flow>> byName = new HashMap<>();
    /** What an address ended with: the {@code id} of what it names. */
    private final List<Flow> addressed = new ArrayList<>();

    private Flows() {}

    /** @param known what the run's references stood for, by the reference as a job writes it */
    static Flows of(JsonNode written, List<Observation> observed, Map<String, JsonNode> known) {
        Flows flows = new Flows();
        flows.collect("", written, observed.stream().map(Observation::payload).toList(), 0);
        known.forEach((reference, value) -> {
            Flow flow = new Flow(Json.text(reference), Collections.nCopies(observed.size(), value));
            String name = reference.substring(reference.indexOf('.') + 1, reference.length() - 1);
            flows.byName.computeIfAbsent(name, _ -> new ArrayList<>()).add(flow);
            boolean last = Stream.of("path", "url")
                    .anyMatch(member -> written.path(member).asString("").endsWith("/" + reference));
            if (last) {
                flows.addressed.add(flow);
            }
        });
        return flows;
    }

    static Flows none() {
        return new Flows();
    }

    /** What to expect under a name where every observation answered with what it was given. */
    Optional<JsonNode> expected(String name, List<JsonNode> answered) {
        return among(byName.getOrDefault(name, List.of()), answered);
    }

    /** The same for the {@code id} of what the address of the request names. */
    Optional<JsonNode> addressed(List<JsonNode> answered) {
        return among(addressed, answered);
    }

    private static Optional<JsonNode> among(List<Flow> flows, List<JsonNode> answered) {
        for (Flow flow : flows) {
            boolean same = flow.resolved().size() == answered.size();
            for (int i = 0; same && i < answered.size(); i++) {
                same = Json.equal(flow.resolved().get(i), answered.get(i));
            }
            if (same) {
                return Optional.of(flow.written());
            }
        }
        return Optional.empty();
    }

    private void collect(String name, JsonNode written, List<JsonNode> resolved, int depth) {
        if (depth > MOST_DEPTH || resolved.stream().anyMatch(JsonNode::isMissingNode)) {
            return;
        }
        if (written.isObject()) {
            written.properties()
                    .forEach(member -> collect(
                            member.getKey(),
                            member.getValue(),
                            resolved.stream()
                                    .map(value -> value.path(member.getKey()))
                                    .toList(),
                            depth + 1));
        } else if (!written.isArray() && !written.isNull() && isFit(written)) {
            byName.computeIfAbsent(name, _ -> new ArrayList<>()).add(new Flow(written, resolved));
        }
    }

    private static boolean isFit(JsonNode written) {
        return !written.isString() || UNFIT.stream().noneMatch(written.stringValue()::contains);
    }

    /** A value as a rule has to write it, so that it is not taken for an expression. */
    static JsonNode literal(JsonNode value) {
        return value instanceof MissingNode ? value : Template.escape(value);
    }
}
