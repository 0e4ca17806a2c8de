package dev.dispatch.plan;

import dev.dispatch.expression.Lookup;
import dev.dispatch.expression.ReferenceUse;
import dev.dispatch.expression.Scope;
import dev.dispatch.job.InputDeclaration;
import dev.dispatch.job.Job;
import dev.dispatch.policy.Policies;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Finds references to environment variables and inputs that have no value, since both are known before a run. */
final class GivenValueCheck {

    private final Job job;
    private final @Nullable ObjectNode inputs;
    private final Scope scope;
    private final Policies policies;

    /**
     * The check of one job.
     *
     * @param inputs null where they are not known yet
     * @param scope knows environment variables and inputs
     * @param policies whose denied variables are reported as such elsewhere
     */
    GivenValueCheck(Job job, @Nullable ObjectNode inputs, Scope scope, Policies policies) {
        this.job = job;
        this.inputs = inputs;
        this.scope = scope;
        this.policies = policies;
    }

    /** Reports what is certain to be absent when it is asked for; what other checks report is left to them. */
    void check(List<ReferenceUse> uses, IssueList issues) {
        for (ReferenceUse use : uses) {
            if (use.guarded()) {
                continue;
            }
            switch (use.reference().root()) {
                case "env" -> environment(use, issues);
                case "input" -> input(use, issues);
                default -> {}
            }
        }
    }

    static Issue missingVariable(String name, ReferenceUse use) {
        return Issue.at(IssueCode.MISSING_ENV, use.pointer(), "Missing environment variable '" + name + "'")
                .expected("a value in the environment variable " + name)
                .actual("not set")
                .suggest(List.of(
                        "export " + name + "=<value>", "${" + use.reference().text() + ":-<default>}"));
    }

    private void environment(ReferenceUse use, IssueList issues) {
        String name = use.reference().name(0);
        if (!name.isEmpty()
                && scope.resolve(use.reference()) instanceof Lookup.Absent
                && policies.variable(name).isEmpty()) {
            issues.add(() -> missingVariable(name, use));
        }
    }

    private void input(ReferenceUse use, IssueList issues) {
        InputDeclaration declaration = job.inputs().get(use.reference().name(0));
        if (declaration == null || inputs == null || (declaration.required() && !inputs.has(declaration.name()))) {
            return;
        }
        boolean scalar = switch (declaration.type()) {
            case OBJECT, ARRAY -> false;
            case STRING, NUMBER, INTEGER, BOOLEAN -> true;
        };
        if (scalar && use.reference().segments().size() > 1) {
            return;
        }
        if (scope.resolve(use.reference()) instanceof Lookup.Absent(String there, List<String> instead)) {
            String why = inputs.has(declaration.name())
                    ? there
                    : "input '" + declaration.name() + "' was not given and has no default";
            issues.add(() -> Issue.at(
                            IssueCode.UNRESOLVED_REFERENCE,
                            use.pointer(),
                            "${" + use.reference().text() + "} has no value: " + why)
                    .expected("a value, or a default: ${" + use.reference().text() + ":-<default>}")
                    .actual("absent")
                    .suggest(instead));
        }
    }
}
