package dev.dispatch.cli.command;

import dev.dispatch.problem.NextAction;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Which step of a recorded run to look at next. */
final class RunSteps {

    static final String STEP = "--step";

    private RunSteps() {}

    /** The step that a summary names as failed, in a loop the execution of it. */
    static Optional<String> failedStep(JsonNode summary) {
        JsonNode step = summary.path("failedStep");
        return Optional.of(step.path("pass").asString(step.path("id").asString("")))
                .filter(id -> !id.isEmpty());
    }

    /** To the failed step; to the run where none failed. */
    static NextAction inspect(String runId, Optional<String> failedStep) {
        return failedStep.isPresent()
                ? NextAction.of("see the failed step", "job", "inspect", Options.RUN_ID, runId, STEP, failedStep.get())
                : NextAction.of("look into the run", "job", "inspect", Options.RUN_ID, runId);
    }

    static NextAction readable(String runId) {
        return NextAction.of("read its requests and responses", "job", "readable", Options.RUN_ID, runId);
    }
}
