package dev.dispatch.plan;

import dev.dispatch.job.Job;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A run that may start: the job was checked, its inputs, credentials and modules were found.
 *
 * @param inputs the values of all inputs, defaults included
 * @param environment the variables that expressions may read, as an object of texts
 * @param credentials the values of each profile that could be resolved
 * @param steps those of the scenario, in order
 * @param finalSteps those that run after the others in any case
 * @param secrets every value that must not be shown
 * @param defaults what of the payloads users stored beside the job; null where nothing is stored
 * @param files those that requests of the run carry
 * @param runtime what the run finds under {@code run} when it starts
 * @param actions what code may call while it runs
 */
public record Plan(
        Job job,
        ObjectNode inputs,
        ObjectNode environment,
        Map<String, ObjectNode> credentials,
        HttpPlan http,
        List<Node> steps,
        List<Node> finalSteps,
        List<String> secrets,
        @Nullable AppliedDefaults defaults,
        FilePlan files,
        ObjectNode runtime,
        ActionLookup actions) {

    public Plan {
        credentials = Collections.unmodifiableMap(new LinkedHashMap<>(credentials));
        steps = List.copyOf(steps);
        finalSteps = List.copyOf(finalSteps);
        secrets = List.copyOf(secrets);
    }

    /** The same for one call of the job by another one. */
    Plan called(ObjectNode values, HttpPlan transport, List<String> hidden) {
        return new Plan(
                job,
                values,
                environment,
                credentials,
                transport,
                steps,
                finalSteps,
                hidden,
                defaults,
                files,
                runtime,
                actions);
    }

    /** The jobs that its steps call and those that these call, each once, in the order in which they are met. */
    public List<CalledJob> calls() {
        List<CalledJob> found = new ArrayList<>();
        collect(found);
        return found;
    }

    private void collect(List<CalledJob> found) {
        for (Node.Leaf leaf : leaves()) {
            if (leaf instanceof Node.Call call
                    && found.stream()
                            .noneMatch(
                                    known -> known.file().equals(call.called().file()))) {
                found.add(call.called());
                call.called().plan().collect(found);
            }
        }
    }

    /** Every step in the order of the document, those in blocks and in {@code finally} included. */
    public List<Node> nodes() {
        List<Node> all = Node.all(steps);
        all.addAll(Node.all(finalSteps));
        return all;
    }

    /** Those of them that call an action themselves. */
    public List<Node.Leaf> leaves() {
        return nodes().stream()
                .filter(Node.Leaf.class::isInstance)
                .map(Node.Leaf.class::cast)
                .toList();
    }
}
