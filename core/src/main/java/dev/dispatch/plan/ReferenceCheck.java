package dev.dispatch.plan;

import dev.dispatch.expression.Expression;
import dev.dispatch.expression.ReferenceUse;
import dev.dispatch.expression.Segment;
import dev.dispatch.job.CredentialProfile;
import dev.dispatch.job.Job;
import dev.dispatch.job.Step;
import dev.dispatch.module.ActionDefinition;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import dev.dispatch.problem.NearNames;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks that what the references of a job name will be there when they are evaluated. */
final class ReferenceCheck {

    private static final Set<String> RUN_BUILT_IN =
            Set.of("startedAt", "runId", "batchId", "batchIndex", "batchCount", "workerId");
    private static final Set<String> OUTCOME = Set.of("status", "response", "exports", "result", "error");

    private final Job job;
    private final Map<String, Step> steps = new HashMap<>();
    private final Map<String, ActionDefinition> actions = new HashMap<>();
    private final Set<String> earlier = new LinkedHashSet<>();
    private final Set<String> captured = new LinkedHashSet<>();
    private final Set<String> used = new HashSet<>();
    private final IssueList issues;
    private final IssueList warnings;

    ReferenceCheck(Job job, IssueList issues, IssueList warnings) {
        this.job = job;
        this.issues = issues;
        this.warnings = warnings;
        job.steps().forEach(step -> steps.putIfAbsent(step.id(), step));
    }

    /** From now on the step's outcome can be referred to. */
    void finished(Step step, @Nullable Node node) {
        earlier.add(step.id());
        captured.addAll(step.captures().keySet());
        if (node instanceof Node.Poll poll) {
            captured.addAll(poll.store().keySet());
        }
        if (node instanceof Node.Action action) {
            actions.put(step.id(), action.callable().provided().action());
        } else if (node instanceof Node.Poll poll) {
            actions.put(step.id(), poll.poll().provided().action());
        }
    }

    /** The roots and names that were referred to, such as {@code input.userId}. */
    Set<String> used() {
        return used;
    }

    /**
     * Checks references that are evaluated at this point of the job.
     *
     * @param stepId the step they stand in; null outside the steps
     */
    void check(List<ReferenceUse> uses, @Nullable String stepId) {
        IssueList found = stepId == null ? issues : issues.inStep(stepId);
        IssueList warned = stepId == null ? warnings : warnings.inStep(stepId);
        for (ReferenceUse use : uses) {
            Expression.Reference reference = use.reference();
            String name = name(reference, 0);
            if (name.isEmpty()) {
                continue;
            }
            used.add(reference.root() + "." + name);
            switch (reference.root()) {
                case "input" -> input(use, name, found);
                case "step" -> step(use, name, found, warned);
                case "credential" -> credential(use, name, found);
                case "run" -> run(use, name, warned);
                default -> {}
            }
        }
    }

    private void input(ReferenceUse use, String name, IssueList found) {
        if (!job.inputs().containsKey(name)) {
            found.add(unknown(
                    IssueCode.INVALID_INTERPOLATION,
                    use,
                    "The job declares no input '" + name + "'",
                    name,
                    job.inputs().keySet()));
        }
    }

    private void credential(ReferenceUse use, String name, IssueList found) {
        CredentialProfile profile = job.credentials().get(name);
        if (profile == null) {
            found.add(unknown(
                    IssueCode.MISSING_CREDENTIAL_PROFILE,
                    use,
                    "The job has no credential profile '" + name + "'",
                    name,
                    job.credentials().keySet()));
            return;
        }
        String field = name(use.reference(), 1);
        if (!profile.fromEnv().containsKey(field)) {
            found.add(unknown(
                    IssueCode.INVALID_CREDENTIAL_BINDING,
                    use,
                    "Credential profile '" + name + "' has no field '" + field + "'",
                    field,
                    profile.fromEnv().keySet()));
        }
    }

    private void run(ReferenceUse use, String name, IssueList warned) {
        if (!captured.contains(name) && !RUN_BUILT_IN.contains(name) && !use.guarded()) {
            warned.add(unknown(
                    IssueCode.UNRESOLVED_REFERENCE, use, "No earlier step captures run." + name, name, captured));
        }
    }

    private void step(ReferenceUse use, String id, IssueList found, IssueList warned) {
        if (!steps.containsKey(id)) {
            found.add(unknown(
                    IssueCode.UNKNOWN_STEP_REFERENCE, use, "The job has no step '" + id + "'", id, steps.keySet()));
            return;
        }
        if (!earlier.contains(id)) {
            found.add(Issue.at(
                            IssueCode.FORWARD_STEP_REFERENCE,
                            use.pointer(),
                            "Step '" + id + "' has not run when this is evaluated")
                    .expected(earlier.isEmpty() ? "no reference to a step" : "one of " + String.join(", ", earlier))
                    .actual("${" + use.reference().text() + "}"));
            return;
        }
        String part = name(use.reference(), 1);
        if (part.isEmpty()) {
            return;
        }
        if (!OUTCOME.contains(part)) {
            found.add(unknown(
                    IssueCode.INVALID_INTERPOLATION, use, "A step's outcome has no '" + part + "'", part, OUTCOME));
            return;
        }
        Step step = steps.get(id);
        if (step != null && step.when() != null && !use.guarded() && !part.equals("status")) {
            warned.add(Issue.at(
                            IssueCode.UNGUARDED_REFERENCE,
                            use.pointer(),
                            "Step '" + id + "' may be skipped; then ${"
                                    + use.reference().text() + "} is absent")
                    .suggest("${" + use.reference().text() + ":-null}"));
        }
        declared(use, part, found, warned);
    }

    private void declared(ReferenceUse use, String part, IssueList found, IssueList warned) {
        ActionDefinition action = actions.get(name(use.reference(), 0));
        List<Segment> path = use.reference().segments();
        if (action == null || !(part.equals("response") || part.equals("exports"))) {
            return;
        }
        DeclaredMembers.of(action, part, path.subList(2, path.size())).ifPresent(undeclared -> {
            Issue issue = unknown(
                    IssueCode.UNKNOWN_MEMBER_REFERENCE,
                    use,
                    "The " + part + " of '" + action.key() + "' " + undeclared.text(),
                    undeclared.name(),
                    undeclared.known());
            if (undeclared.certain() && !use.guarded()) {
                found.add(issue);
            } else {
                warned.add(issue);
            }
        });
    }

    private static Issue unknown(
            IssueCode code, ReferenceUse use, String message, String name, java.util.Collection<String> known) {
        return Issue.at(code, use.pointer(), message)
                .expected(known.isEmpty() ? "nothing of this kind is declared" : "one of " + String.join(", ", known))
                .actual("${" + use.reference().text() + "}")
                .suggest(NearNames.of(name, known));
    }

    private static String name(Expression.Reference reference, int at) {
        return reference.segments().size() > at && reference.segments().get(at) instanceof Segment.Name(String name)
                ? name
                : "";
    }
}
