package dev.dispatch.engine;

import dev.dispatch.job.JobText;
import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSource;
import dev.dispatch.json.JsonSyntaxException;
import dev.dispatch.plan.GivenInputs;
import dev.dispatch.plan.Plan;
import dev.dispatch.plan.Preflight;
import dev.dispatch.plan.PreflightResult;
import dev.dispatch.plan.Situation;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.NextAction;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.record.ResumeCheck;
import dev.dispatch.record.RunRecord;
import dev.dispatch.redact.Redactor;
import dev.dispatch.run.RunListener;
import dev.dispatch.run.RunStatus;
import dev.dispatch.time.Cancellation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Continues one run in its own record, or says why it may not go on. */
final class Resuming {

    private final RunRecord run;
    private final ResumeRequest request;
    private final JobCheck check;
    private final PlanExecution execution;

    Resuming(RunRecord run, ResumeRequest request, JobCheck check, PlanExecution execution) {
        this.run = run;
        this.request = request;
        this.check = check;
        this.execution = execution;
    }

    /** Runs what is left, on the calling thread. */
    ResumeReply resume(InstantSource clock, RunListener listener, Cancellation cancellation) {
        Optional<Problem> ended = ended();
        if (ended.isPresent()) {
            return new ResumeReply.Refused(ended.get());
        }
        return switch (look()) {
            case Checked.Refused(Problem problem) -> new ResumeReply.Refused(problem);
            case Checked.Looked(Path file, Situation _, PreflightResult.Rejected rejected) ->
                new ResumeReply.Refused(Refusal.ofRun(rejected, file.toString()));
            case Checked.Looked(Path file, Situation situation, PreflightResult.Ready ready) ->
                resume(ready.plan(), file, situation, clock, listener, cancellation);
        };
    }

    /** Whether it would go on. */
    boolean isPossible(InstantSource clock) {
        return ended().isEmpty()
                && look() instanceof Checked.Looked(Path file, Situation _, PreflightResult.Ready ready)
                && changed(ready.plan(), file).isEmpty()
                && ResumeCheck.check(run, ready.plan(), false, clock.instant())
                        .faults()
                        .isEmpty();
    }

    private ResumeReply resume(
            Plan plan,
            Path file,
            Situation situation,
            InstantSource clock,
            RunListener listener,
            Cancellation cancellation) {
        Optional<Problem> changed = changed(plan, file);
        if (changed.isPresent()) {
            return new ResumeReply.Refused(changed.get());
        }
        ResumeCheck.Checked checked = ResumeCheck.check(run, plan, request.force(), clock.instant());
        if (!checked.faults().isEmpty() && !request.force()) {
            return new ResumeReply.Refused(unsafe(checked.faults()));
        }
        RunReply.Finished finished = execution.resume(
                plan,
                situation,
                run.runId(),
                casePath().isPresent() ? file : null,
                checked.resumption(),
                listener,
                cancellation);
        return new ResumeReply.Finished(
                finished,
                checked.resumption().stepsTaken(),
                checked.resumption().callsAnswered());
    }

    /** Why there is nothing to go on with. */
    private Optional<Problem> ended() {
        if (run.inProgress()) {
            return Optional.of(refused("The run " + run.runId() + " is still going on"));
        }
        if (run.status() == RunStatus.SUCCESS) {
            return Optional.of(refused("The run " + run.runId() + " has succeeded: there is nothing left to run")
                    .next(List.of(NextAction.of("verify the outcome", "job", "assert", "--run-id", run.runId()))));
        }
        ObjectNode summary = run.summary();
        boolean resumable = summary.path("resumable").asBoolean(true);
        return resumable
                ? Optional.empty()
                : Optional.of(
                        refused("The run " + run.runId() + " cannot be resumed, since its record is not complete: "
                                + summary.path("incomplete").asString("")));
    }

    private Problem refused(String message) {
        return Problem.of(ProblemCode.USAGE_ERROR, message)
                .details(Json.object()
                        .put("runId", run.runId())
                        .put("runDir", run.runDir().toString()));
    }

    private Problem unsafe(List<Issue> faults) {
        Problem refused = refused(
                "The run cannot be resumed without --force: it would do again what is not known to be safe to repeat");
        String step = faults.getFirst().stepId();
        return new Problem(
                refused.code(),
                refused.message(),
                refused.details(),
                faults,
                List.of(NextAction.of(
                        "look at the step before you decide",
                        "job",
                        "inspect",
                        "--run-id",
                        run.runId(),
                        "--step",
                        step == null ? "1" : step)));
    }

    private Optional<Problem> changed(Plan plan, Path file) {
        String expected = run.meta().path("planHash").asString("");
        if (expected.isEmpty() || request.force()) {
            return Optional.empty();
        }
        return new Planning()
                .changed(file, plan, expected)
                .map(problem -> new Problem(
                        problem.code(),
                        "The run cannot be resumed without --force: what it would do has changed since it began",
                        problem.details().deepCopy().put("runId", run.runId()),
                        problem.issues(),
                        problem.next()));
    }

    /** From the job's own file as long as that is the same, else from the record. */
    private Checked look() {
        Optional<Path> file = casePath();
        String hash = run.meta().path("jobHash").asString("");
        if (file.isPresent() && Files.isRegularFile(file.get())) {
            String text = JobText.of(file.get());
            if (hash.equals("sha256:" + Json.sha256(text.getBytes(StandardCharsets.UTF_8)))) {
                return check.look(file.get(), file.get(), inputs(), Preflight.Purpose.RUN);
            }
        }
        JsonNode recorded = run.job();
        if (recorded.toString().contains(Redactor.MARK)) {
            String where = file.map(path -> path + ": it is not there, or it has changed")
                    .orElse("the record");
            return new Checked.Refused(refused("The run cannot be resumed, since its job held secrets, which the record"
                    + " leaves out, and they are not in " + where));
        }
        try {
            JsonSource source = JsonSource.read(Json.pretty(recorded));
            return check.look(source, run.jobKind(), file, inputs(), baseUrl(file));
        } catch (JsonSyntaxException e) {
            throw new IllegalStateException("what was read as JSON is written as JSON", e);
        }
    }

    /** Of a single action; jobs have theirs in their file or in the configuration. */
    private Optional<String> baseUrl(Optional<Path> file) {
        String url = run.meta().path("baseUrl").asString("");
        return file.isPresent() || url.isEmpty() || url.contains(Redactor.MARK) ? Optional.empty() : Optional.of(url);
    }

    private Optional<Path> casePath() {
        String path = run.meta().path("casePath").asString("");
        try {
            return path.isEmpty() ? Optional.empty() : Optional.of(Path.of(path));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Those of the record, as far as it holds them, under those that are given now. */
    private GivenInputs inputs() {
        Set<String> given = new HashSet<>(request.inputs().values().propertyNames());
        request.inputs().texts().forEach(text -> given.add(text.name()));
        ObjectNode values = Json.object();
        run.meta().path("inputs").properties().forEach(input -> {
            boolean held = !input.getValue().toString().contains(Redactor.MARK);
            if (held && !given.contains(input.getKey())) {
                values.set(input.getKey(), input.getValue());
            }
        });
        values.setAll(request.inputs().values());
        return new GivenInputs(request.inputs().texts(), values);
    }
}
