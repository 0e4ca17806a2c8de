package dev.dispatch.plan;

import dev.dispatch.expression.Roots;
import dev.dispatch.job.InputDeclaration;
import dev.dispatch.job.InputType;
import dev.dispatch.job.JobRoots;
import dev.dispatch.job.Step;
import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import dev.dispatch.schema.Placeholder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Finds the job that a step calls and checks it with everything it needs. */
final class CallPlanner {

    private final CalledJobs jobs;
    private final CalledFiles files;
    private final Preflight.Request request;
    private final HttpPlan http;
    private final Findings findings;

    /**
     * For the calls of one job.
     *
     * @param request the job that calls
     * @param http what the called jobs inherit
     */
    CallPlanner(CalledJobs jobs, CalledFiles files, Preflight.Request request, HttpPlan http, Findings findings) {
        this.jobs = jobs;
        this.files = files;
        this.request = request;
        this.http = http;
        this.findings = findings;
    }

    /** The called job; empty where it cannot be planned. Whatever is wrong with it is among the findings. */
    Optional<CalledJob> called(Step step) {
        JsonNode written = step.payload().path("job");
        if (!written.isString() || written.stringValue().isEmpty()) {
            return Optional.empty();
        }
        IssueList issues = findings.job().inStep(step.id());
        Pointer at = step.pointer().child("payload").child("job");
        String name = written.stringValue();
        Optional<Path> file =
                files.locate(name, at, issues, findings.dependencies().inStep(step.id()));
        return file.flatMap(found -> looked(name, found, at, issues)).map(job -> withInputs(job, step, issues));
    }

    private Optional<CalledJob> looked(String name, Path file, Pointer at, IssueList issues) {
        return switch (jobs.look(file, request, http)) {
            case CalledJobs.Looked.Planned(CalledJob job, PreflightResult result) -> {
                findings.called(result, file.toString());
                yield Optional.of(job);
            }
            case CalledJobs.Looked.Broken(PreflightResult.Rejected rejected) -> {
                List<Issue> found = rejected.jobIssues().isEmpty() ? rejected.issues() : rejected.jobIssues();
                issues.add(cannotRun(name, at, found));
                findings.called(rejected, file.toString());
                yield Optional.empty();
            }
            case CalledJobs.Looked.Unreadable(Issue issue) -> {
                issues.add(cannotRun(name, at, List.of(issue)));
                findings.called(issue, file.toString());
                yield Optional.empty();
            }
            case CalledJobs.Looked.Circle(List<String> names) -> {
                String shown = String.join(" -> ", names) + " -> " + names.getFirst();
                ObjectNode facts = Json.object();
                facts.set("circle", Json.texts(names));
                issues.add(Issue.at(IssueCode.INVALID_CALL, at, "Jobs call each other in a circle: " + shown)
                        .expected("a job that does not lead back to this one")
                        .actual(shown)
                        .with(facts));
                yield Optional.empty();
            }
            case CalledJobs.Looked.TooMany(String expected) -> {
                issues.add(Issue.at(IssueCode.INVALID_CALL, at, "'" + name + "' comes after too many other jobs")
                        .expected(expected)
                        .actual("more"));
                yield Optional.empty();
            }
        };
    }

    private static Issue cannotRun(String name, Pointer at, List<Issue> found) {
        String more = found.size() == 1 ? "" : " (and " + (found.size() - 1) + " more)";
        return Issue.at(
                        IssueCode.INVALID_CALL,
                        at,
                        "The called job '" + name + "' cannot run: "
                                + found.getFirst().message() + more)
                .expected("a job that can run")
                .actual(name);
    }

    private CalledJob withInputs(CalledJob job, Step step, IssueList issues) {
        JsonNode written = step.payload().path("inputs");
        if (written.isMissingNode() || written.isObject()) {
            Map<String, InputDeclaration> declared = job.plan().job().inputs();
            Roots roots = step.roots(JobRoots.PAYLOAD);
            ObjectNode values = Json.object();
            written.properties()
                    .forEach(input ->
                            values.set(input.getKey(), value(input.getValue(), declared.get(input.getKey()), roots)));
            IssueList found = IssueList.withoutText();
            InputResolution.resolve(declared, new GivenInputs(List.of(), values), found);
            Pointer payload = step.pointer().child("payload");
            found.issues().forEach(issue -> issues.add(job.toldToCaller(issue, payload)));
        }
        return job;
    }

    /** What an expression stands for is not known yet: a value that fits, unless none of its values can. */
    private static JsonNode value(JsonNode written, @Nullable InputDeclaration declared, Roots roots) {
        if (declared == null || !written.isString()) {
            return written;
        }
        Placeholder kind = PayloadCheck.placeholder(written.stringValue(), roots);
        boolean open = kind == Placeholder.WHOLE || (kind == Placeholder.PART && declared.type() == InputType.STRING);
        return open ? fitting(declared) : written;
    }

    private static JsonNode fitting(InputDeclaration declared) {
        if (!declared.allowed().isEmpty()) {
            return declared.allowed().getFirst();
        }
        return switch (declared.type()) {
            case STRING -> Json.text("");
            case NUMBER, INTEGER -> Json.parse("0");
            case BOOLEAN -> Json.parse("true");
            case OBJECT -> Json.object();
            case ARRAY -> Json.array();
        };
    }
}
