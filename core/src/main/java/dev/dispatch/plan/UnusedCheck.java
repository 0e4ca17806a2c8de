package dev.dispatch.plan;

import dev.dispatch.job.Job;
import dev.dispatch.job.Loop;
import dev.dispatch.job.Step;
import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import java.util.HashSet;
import java.util.Set;

/** Warns of inputs, credential profiles and captures that a job declares and never uses. */
final class UnusedCheck {

    private UnusedCheck() {}

    /** @param used what references read; the paths of conditions are added here */
    static void check(Job job, UsedNames used, IssueList warnings) {
        Set<String> bound = new HashSet<>();
        for (Step step : job.steps()) {
            if (step.when() != null) {
                used.add(step.when());
            }
            if (step.loop() instanceof Loop.Repeat repeat) {
                used.add(repeat.condition());
            }
            if (step.credential() != null) {
                bound.add(step.credential());
            }
        }
        if (job.verification() != null) {
            used.add(job.verification());
        }
        for (String input : job.inputs().keySet()) {
            if (!used.has("input", input)) {
                unused(Pointer.ROOT.child("inputs").child(input), "Input '" + input + "' is declared", warnings);
            }
        }
        for (String profile : job.credentials().keySet()) {
            if (!bound.contains(profile) && !used.has("credential", profile)) {
                Pointer at = Pointer.ROOT.child("credentials").child(profile);
                unused(at, "Credential profile '" + profile + "' is declared", warnings);
            }
        }
        for (Step step : job.steps()) {
            for (String name : step.captures().keySet()) {
                if (!used.has("run", name)) {
                    Pointer at = step.pointer().child("capture").child(name);
                    unused(at, "run." + name + " is captured", warnings.inStep(step.id()));
                }
            }
        }
    }

    private static void unused(Pointer at, String what, IssueList warnings) {
        warnings.add(Issue.at(IssueCode.UNUSED_DECLARATION, at, what + " and never used")
                .expected("a reference to it")
                .actual("none")
                .suggest("remove it, or use it"));
    }
}
