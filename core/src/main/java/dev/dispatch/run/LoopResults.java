package dev.dispatch.run;

import dev.dispatch.json.Json;
import dev.dispatch.plan.Node;
import dev.dispatch.time.Cancellation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** Collects what the passes of one loop give. Safe for several threads. */
final class LoopResults {

    private final Node node;
    private final List<@Nullable JsonNode> given = new ArrayList<>();
    private final int planned;
    private Passes passes = Passes.NONE;
    private int attempts;
    private Duration waiting = Duration.ZERO;
    private @Nullable StepFailure failure;
    private boolean cancelled;

    /** @param planned how many passes there are to be; 0 where that is not known before */
    LoopResults(Node node, int planned) {
        this.node = node;
        this.planned = planned;
    }

    /**
     * Takes one pass. The first failure that is not tolerated stops the others.
     *
     * @param others the wish to stop of the whole loop
     */
    void add(int index, StepReport pass, Cancellation others) {
        boolean fatal;
        synchronized (this) {
            while (given.size() <= index) {
                given.add(null);
            }
            given.set(index, response(pass.outcome().output()));
            passes = passes.and(pass.outcome().status());
            attempts += pass.attempts();
            waiting = waiting.plus(pass.waiting());
            cancelled |= pass.outcome() instanceof StepOutcome.Cancelled;
            fatal = pass.outcome() instanceof StepOutcome.Failed && !node.step().continueOnError();
            if (fatal && failure == null) {
                failure = pass.outcome().failure().orElseThrow();
            }
        }
        if (fatal) {
            others.cancel();
        }
    }

    /** The result of the step where it has one, else its response. */
    private @Nullable JsonNode response(StepOutput output) {
        return node.step().result() == null ? output.response() : output.result();
    }

    synchronized StepRunner.Done done(ExecutionPath path, boolean stopped) {
        return done(path, stopped, null);
    }

    /** @param limit why the loop as a whole failed although no pass did; null where it did not */
    synchronized StepRunner.Done done(ExecutionPath path, boolean stopped, @Nullable StepFailure limit) {
        ArrayNode response = Json.array();
        for (int i = 0; i < Math.max(planned, given.size()); i++) {
            JsonNode value = i < given.size() ? given.get(i) : null;
            response.add(value == null ? Json.nothing() : value);
        }
        Passes all = passes;
        for (int i = passes.total(); i < planned; i++) {
            all = all.and(StepStatus.NOT_RUN);
        }
        return new StepRunner.Done(
                outcome(StepOutput.NONE.response(response).detail(detail(all)), stopped, limit),
                path.text(),
                attempts,
                waiting,
                all);
    }

    private StepOutcome outcome(StepOutput output, boolean stopped, @Nullable StepFailure limit) {
        StepFailure cause = failure == null ? limit : failure;
        if (cause != null) {
            return new StepOutcome.Failed(output, cause);
        }
        return stopped || cancelled ? new StepOutcome.Cancelled(output) : new StepOutcome.Succeeded(output);
    }

    private static String detail(Passes passes) {
        StringBuilder detail = new StringBuilder();
        detail.append(passes.total()).append(passes.total() == 1 ? " pass" : " passes");
        append(detail, passes.failed(), "failed");
        append(detail, passes.skipped(), "skipped");
        append(detail, passes.cancelled(), "cancelled");
        append(detail, passes.notRun(), "not run");
        return detail.toString();
    }

    private static void append(StringBuilder detail, int count, String word) {
        if (count > 0) {
            detail.append(", ").append(count).append(' ').append(word);
        }
    }
}
