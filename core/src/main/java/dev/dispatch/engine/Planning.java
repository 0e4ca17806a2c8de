package dev.dispatch.engine;

import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.module.LoadedModule;
import dev.dispatch.plan.Plan;
import dev.dispatch.plan.PlanHash;
import dev.dispatch.plan.PreflightResult;
import dev.dispatch.preview.PlanPreview;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.redact.Redactor;
import dev.dispatch.run.RunServices;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/** Tells what plans would do and whether one is the plan that somebody agreed to. */
final class Planning {

    /** By identity: a module's own hash code walks all its schemas. */
    private final IdentityHashMap<LoadedModule, String> hashes = new IdentityHashMap<>();

    /** A plan that may run. */
    PlanReply planned(Path file, PreflightResult.Ready ready, RunServices services) {
        Plan plan = ready.plan();
        return new PlanReply.Planned(
                file,
                plan.job(),
                PlanPreview.of(plan, services, this::hash),
                Optional.of(hash(plan)),
                List.of(),
                ready.warnings(),
                List.of());
    }

    /**
     * A plan that lacks something.
     *
     * @param rejected what keeps the run from starting
     */
    PlanReply planned(Path file, Plan plan, PreflightResult.Rejected rejected, RunServices services) {
        return new PlanReply.Planned(
                file,
                plan.job(),
                PlanPreview.of(plan, services, this::hash),
                Optional.empty(),
                rejected.issues(),
                rejected.warnings(),
                Refusal.next(rejected));
    }

    /**
     * Why a plan may not run; empty where it is the expected one.
     *
     * @param expected its hash
     */
    Optional<Problem> changed(Path file, Plan plan, String expected) {
        String actual = hash(plan);
        if (actual.equals(expected)) {
            return Optional.empty();
        }
        Issue issue = Issue.at(
                        IssueCode.PLAN_CHANGED,
                        Pointer.ROOT,
                        "The plan is not the one that the hash was made of: the job, its inputs, the environment it"
                                + " reads, its HTTP settings, its modules, the policies, the stored defaults or the overrides have changed")
                .expected(expected)
                .actual(actual);
        return Optional.of(Problem.of(ProblemCode.USAGE_ERROR, "the plan has changed", List.of(issue))
                .details(Json.object().put("casePath", file.toString())));
    }

    private String hash(Plan plan) {
        return PlanHash.of(plan, new Redactor(PlanExecution.secrets(plan)), this::hash);
    }

    private String hash(LoadedModule module) {
        return hashes.computeIfAbsent(module, LoadedModule::hash);
    }
}
