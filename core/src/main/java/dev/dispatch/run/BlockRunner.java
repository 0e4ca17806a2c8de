package dev.dispatch.run;

import dev.dispatch.json.Json;
import dev.dispatch.plan.Node;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Runs the steps of a block once; its response is what each of them gave, by id. */
final class BlockRunner {

    private final RunContext context;
    private final Node.Block block;

    /** @param context of one attempt, whose place the steps of the block stand in, and whose state takes what they give */
    BlockRunner(RunContext context, Node.Block block) {
        this.context = context;
        this.block = block;
    }

    CallOutcome run() {
        StepsRunner steps = new StepsRunner(context);
        StepsRunner.Ended ended =
                block.parallel() ? steps.atOnce(block.nodes(), block.atOnce()) : steps.inOrder(block.nodes());
        StepOutput output = StepOutput.NONE.response(response(context.state()));
        StepFailure failure = ended.failure();
        if (failure != null) {
            return new CallOutcome.Failed(output, failure, false, Optional.empty());
        }
        return ended.cancelled() ? new CallOutcome.Cancelled(output) : new CallOutcome.Done(output);
    }

    private ObjectNode response(RunState state) {
        ObjectNode response = Json.object();
        for (Node node : block.nodes()) {
            String id = node.step().id();
            Optional<JsonNode> outcome = state.step(id);
            JsonNode given = outcome.map(found -> found.has("result") ? found.get("result") : found.get("response"))
                    .orElse(null);
            response.set(id, given == null ? Json.nothing() : given);
        }
        return response;
    }
}
