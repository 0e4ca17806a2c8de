package dev.dispatch.cli.command;

import dev.dispatch.cli.output.CommandResult;
import dev.dispatch.cli.output.Rendering;
import dev.dispatch.engine.Engine;
import dev.dispatch.engine.RunReply;
import dev.dispatch.json.Extent;
import dev.dispatch.json.Json;
import dev.dispatch.problem.NextAction;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.record.FailedStepDocument;
import dev.dispatch.run.RunResult;
import dev.dispatch.run.RunStatus;
import dev.dispatch.run.StepFailure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a run that took place says to programs, whatever came of it. */
record FinishedRun(RunReply.Finished reply, Extent extent) {

    RunResult result() {
        return reply.result();
    }

    /** Whether there is nothing to complain about, the record included. */
    boolean isGood() {
        return result().status() == RunStatus.SUCCESS && reply.recordFault().isEmpty();
    }

    /** The record; empty where there is none, however incomplete. */
    Optional<Path> runDir() {
        return reply.recorded() ? Optional.of(reply.runDir()) : Optional.empty();
    }

    ProblemCode code() {
        return switch (result().status()) {
            case SUCCESS -> ProblemCode.RUNTIME_ERROR;
            case FAILED -> cause().map(StepFailure::code).orElse(ProblemCode.RUNTIME_ERROR);
            case INTERRUPTED -> ProblemCode.INTERRUPTED;
        };
    }

    Optional<StepFailure> cause() {
        return Optional.ofNullable(result().failure()).map(RunResult.RunFailure::cause);
    }

    /** The object that {@code job run} prints. */
    ObjectNode toJson(String version) {
        RunResult result = result();
        ObjectNode json = Json.object();
        json.put("cliVersion", version);
        json.put("jobType", result.jobType());
        json.put("status", result.status().name());
        json.put("runId", result.runId());
        runDir().ifPresent(folder -> {
            json.put("runDir", folder.toString());
            json.put(
                    "moduleResolutionPath",
                    folder.resolve("module_resolution.json").toString());
        });
        json.set("outputs", extent.members(result.outputs(), "summary.json"));
        json.put("durationMs", result.duration().toMillis());
        if (!reply.filled().isEmpty()) {
            ArrayNode filled = json.putArray("filled");
            reply.filled().forEach(job -> filled.add(job.toJson()));
        }
        result.failedStep().ifPresent(step -> {
            json.set("failedStep", FailedStepDocument.of(step));
            json.put("failedStepIndex", step.number());
        });
        cause().ifPresent(cause -> {
            ObjectNode error = cause.toJson();
            // They stand in details.issues.
            error.remove("issues");
            json.set("error", error);
        });
        return json;
    }

    /** What comes after a run that is good. */
    NextAction check() {
        return NextAction.of("verify the outcome", "job", "assert", Options.RUN_ID, result().runId());
    }

    /**
     * What a command answers that ran a job.
     *
     * @param command its words
     * @param document what it prints; in the details of the problem where the run is not good
     */
    CommandResult answer(String command, ObjectNode document, Rendering text, Engine engine) {
        if (isGood()) {
            return CommandResult.answer(document, text, List.of(check()));
        }
        ObjectNode details = Json.object();
        details.set("result", document);
        String end = switch (result().status()) {
            case SUCCESS -> " succeeded, but its record is not complete";
            case FAILED -> " failed";
            case INTERRUPTED -> " was interrupted";
        };
        return new CommandResult.Failure(problem(command + end, details, mayResume(engine)), Optional.of(text));
    }

    /** Whether the run can go on as it is, with the same words. */
    private boolean mayResume(Engine engine) {
        return reply.recordFault().isEmpty() && engine.mayResume(result().runId());
    }

    /** The problem of a run that is not good and is not continued. */
    Problem problem(String message, ObjectNode details) {
        return problem(message, details, false);
    }

    /** @param resumable whether the run can go on as it is */
    private Problem problem(String message, ObjectNode details, boolean resumable) {
        ObjectNode all = Json.object();
        if (reply.casePath() != null) {
            all.put("casePath", reply.casePath());
        }
        all.setAll(details);
        reply.recordFault().ifPresent(fault -> all.put("recordFault", fault));
        return new Problem(
                code(), message, all, cause().map(StepFailure::issues).orElse(List.of()), afterFailure(resumable));
    }

    /** A record that is not complete may not be readable, and what is advised has to work. */
    private List<NextAction> afterFailure(boolean resumable) {
        if (reply.recordFault().isPresent()) {
            return List.of();
        }
        String runId = result().runId();
        List<NextAction> next = new ArrayList<>();
        next.add(RunSteps.inspect(runId, result().failedStep().map(FailedStepDocument::reference)));
        next.add(RunSteps.readable(runId));
        // What a policy forbids it forbids again.
        if (resumable && code() != ProblemCode.POLICY_DENIED) {
            next.add(NextAction.of("go on where it stopped", "job", "resume", Options.RUN_ID, runId));
        }
        next.add(NextAction.of("run it again without network", "job", "replay", Options.RUN_ID, runId));
        return next;
    }
}
