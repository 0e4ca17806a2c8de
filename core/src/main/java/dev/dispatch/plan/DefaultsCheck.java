package dev.dispatch.plan;

import dev.dispatch.expression.TemplateTree;
import dev.dispatch.job.JobKind;
import dev.dispatch.job.JobRoots;
import dev.dispatch.json.Pointer;
import dev.dispatch.module.ModuleRegistry;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import dev.dispatch.schema.SchemaViolation;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Holds action defaults that a user wants to store, or has stored, against the schema of their action. */
public final class DefaultsCheck {

    /** Keywords that another member can still satisfy. */
    private static final Set<String> OF_WHOLE_OBJECTS =
            Set.of("required", "dependentRequired", "dependentSchemas", "minProperties", "anyOf", "oneOf", "not", "if");

    private final ActionCheck actions;

    public DefaultsCheck(ModuleRegistry registry) {
        this.actions = new ActionCheck(registry, JobKind.SEED, null);
    }

    /**
     * Looks at one action's defaults, which are a part of a payload: members that are missing are not missed.
     *
     * @param at where they stand
     * @param warnings receives that the action is not there, so that nothing more can be said
     */
    public void check(String action, ObjectNode values, Pointer at, IssueList issues, IssueList warnings) {
        Optional<Node.Callable> callable = actions.find(action, at, warnings, warnings);
        callable.ifPresent(found -> partial(found, values, at, issues));
        boolean poll = action.equals(AppliedDefaults.POLL);
        TemplateTree.compile(poll ? StepPlanner.withoutConditions(values) : values, at, JobRoots.PAYLOAD)
                .orReport(issues::add);
    }

    /** Looks at a part of a payload: what could be mended by more members is no misfit. */
    private static void partial(Node.Callable callable, ObjectNode values, Pointer at, IssueList issues) {
        callable.input().validateTemplate(values, text -> PayloadCheck.placeholder(text, JobRoots.PAYLOAD)).stream()
                .filter(violation ->
                        !OF_WHOLE_OBJECTS.contains(violation.keyword()) || !isOpenObject(violation, values))
                .forEach(violation -> issues.add(
                        PayloadCheck.issue(violation, callable, values, at, IssueCode.MODULE_VALIDATION_ERROR)));
    }

    /** True for an object that a step adds members to; an array is taken as it stands, so its elements are whole. */
    private static boolean isOpenObject(SchemaViolation violation, JsonNode values) {
        JsonNode node = values;
        for (String name : violation.pointer().names()) {
            if (node.isArray()) {
                return false;
            }
            node = node.path(name);
        }
        return node.isObject();
    }
}
