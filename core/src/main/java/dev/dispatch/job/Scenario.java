package dev.dispatch.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a job.
 *
 * @param steps in order
 * @param finalSteps run after the others in any case, whatever failed
 * @param timeout for {@code steps} together; null for none
 */
public record Scenario(
        List<Step> steps, List<Step> finalSteps, @Nullable Duration timeout) {

    /** What is there of a job that could not be read. */
    public static final Scenario NONE = new Scenario(List.of(), List.of(), null);

    public Scenario {
        steps = List.copyOf(steps);
        finalSteps = List.copyOf(finalSteps);
    }

    /** Every step in the order of the document: a block before its own steps, those of {@code finally} last. */
    public List<Step> all() {
        List<Step> all = new ArrayList<>();
        collect(steps, all);
        collect(finalSteps, all);
        return all;
    }

    /** The same with every step that calls an action changed. */
    public Scenario withCalls(UnaryOperator<Step> change) {
        return new Scenario(changed(steps, change), changed(finalSteps, change), timeout);
    }

    private static void collect(List<Step> steps, List<Step> all) {
        for (Step step : steps) {
            all.add(step);
            if (step.work() instanceof Work.Block block) {
                collect(block.steps(), all);
            }
        }
    }

    private static List<Step> changed(List<Step> steps, UnaryOperator<Step> change) {
        return steps.stream()
                .map(step -> switch (step.work()) {
                    case Work.Call _ -> change.apply(step);
                    case Work.Block(List<Step> inner, int atOnce) ->
                        step.withWork(new Work.Block(changed(inner, change), atOnce));
                })
                .toList();
    }
}
