package dev.dispatch.plan;

import dev.dispatch.job.Job;
import dev.dispatch.job.Step;
import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import java.util.Set;

/** Warns of what a job declares and never uses. */
final class UnusedCheck {

    private UnusedCheck() {}

    /**
     * Looks at inputs, credential profiles and captures.
     *
     * @param used what references name, such as {@code input.userId}
     */
    static void check(Job job, Set<String> used, IssueList warnings) {
        String paths = conditionPaths(job);
        for (String input : job.inputs().keySet()) {
            if (!used.contains("input." + input) && !mentioned(paths, input)) {
                warnings.add(unused(
                        Pointer.ROOT.child("inputs").child(input), "Input '" + input + "' is declared and never used"));
            }
        }
        for (String profile : job.credentials().keySet()) {
            boolean bound = job.steps().stream().anyMatch(step -> profile.equals(step.credential()));
            if (!bound && !used.contains("credential." + profile)) {
                warnings.add(unused(
                        Pointer.ROOT.child("credentials").child(profile),
                        "Credential profile '" + profile + "' is declared and never used"));
            }
        }
        for (Step step : job.steps()) {
            for (String name : step.captures().keySet()) {
                if (!used.contains("run." + name) && !mentioned(paths, name)) {
                    warnings.inStep(step.id())
                            .add(unused(
                                    step.pointer().child("capture").child(name),
                                    "run." + name + " is captured and never used"));
                }
            }
        }
    }

    /** Paths of conditions name inputs and captured values without an expression. */
    private static String conditionPaths(Job job) {
        StringBuilder paths = new StringBuilder();
        for (Step step : job.steps()) {
            if (step.when() != null) {
                step.when()
                        .rules()
                        .forEach(rule -> paths.append(rule.path().text()).append('\n'));
            }
        }
        if (job.verification() != null) {
            job.verification()
                    .rules()
                    .forEach(rule -> paths.append(rule.path().text()).append('\n'));
        }
        return paths.toString();
    }

    private static boolean mentioned(String paths, String name) {
        return paths.contains("." + name)
                || paths.contains(Json.compact(Json.text(name)))
                || paths.contains("'" + name + "'");
    }

    private static Issue unused(Pointer at, String message) {
        return Issue.at(IssueCode.UNUSED_DECLARATION, at, message).suggest("remove it, or use it");
    }
}
