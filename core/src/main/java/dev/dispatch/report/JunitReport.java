package dev.dispatch.report;

import dev.dispatch.record.AssertionRequest;
import dev.dispatch.record.AssertionResult;
import dev.dispatch.record.Assertions;
import dev.dispatch.record.RunRecord;
import dev.dispatch.record.ToleratedSteps;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * A run as JUnit XML, in the form that continuous integration reads: a suite, with a case for each step and, in groups of
 * their own, for each expectation of a step and each rule of the job's verification.
 */
final class JunitReport {

    private static final String RUN = "run";

    private final RunRecord record;
    private final RunSummary run;
    private final Set<String> tolerated;
    private final List<JunitCase> cases = new ArrayList<>();

    private JunitReport(RunRecord record) {
        this.record = record;
        this.run = RunSummary.of(record);
        this.tolerated = ToleratedSteps.ids(record);
    }

    static String text(RunRecord record) {
        return new JunitReport(record).write();
    }

    private String write() {
        run.steps().forEach(this::step);
        run.steps().forEach(this::expectations);
        verification();
        if (!run.succeeded() && count(JunitCase.Outcome.FAILURE) + count(JunitCase.Outcome.ERROR) == 0) {
            cases.add(new JunitCase(run.jobType(), RUN, 0, JunitCase.Outcome.ERROR, run.error(), run.errorCode(), ""));
        }
        StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        out.append("<testsuites").append(numbers(false)).append(">\n");
        out.append("  <testsuite").append(numbers(true)).append(">\n    <properties>\n");
        property(out, "runId", run.runId());
        property(out, "status", run.status());
        property(out, "dispatch", run.version());
        out.append("    </properties>\n");
        cases.forEach(test -> test.write(out));
        out.append("    <system-out>").append(Markup.text(said())).append("</system-out>\n");
        return out.append("  </testsuite>\n</testsuites>\n").toString();
    }

    private String numbers(boolean suite) {
        StringBuilder out = new StringBuilder(" name=\"").append(Markup.text(Words.cut(run.jobType(), 200)));
        out.append("\" tests=\"").append(cases.size());
        out.append("\" failures=\"").append(count(JunitCase.Outcome.FAILURE));
        out.append("\" errors=\"").append(count(JunitCase.Outcome.ERROR));
        if (suite) {
            out.append("\" skipped=\"").append(count(JunitCase.Outcome.SKIPPED));
            out.append("\" timestamp=\"").append(Markup.text(withoutZone(run.startedAt())));
        }
        return out.append("\" time=\"")
                .append(Words.seconds(Math.max(0, run.durationMs())))
                .append('"')
                .toString();
    }

    /** Readers take the time as one of UTC and allow no zone. */
    private static String withoutZone(String instant) {
        int end = instant.indexOf('.');
        return end < 0 ? instant.replace("Z", "") : instant.substring(0, end);
    }

    private static void property(StringBuilder out, String name, String value) {
        out.append("      <property name=\"").append(name);
        out.append("\" value=\"").append(Markup.text(value)).append("\"/>\n");
    }

    private String said() {
        return run.status() + (run.time().isEmpty() ? "" : " in " + run.time()) + "; " + run.stepCounts() + "; run "
                + run.runId();
    }

    private void step(ReportedStep step) {
        String name = step.inFinally() ? step.id() + " (finally)" : step.id();
        StepNotes.Note note = step.note();
        String says = step.says();
        switch (step.status()) {
            case "SUCCEEDED" -> add(step, name, JunitCase.Outcome.PASSED, "", says);
            case "FAILED" -> {
                if (tolerated.contains(step.id())) {
                    add(step, name, JunitCase.Outcome.SKIPPED, "failed, and the job goes on: " + says, "");
                } else {
                    add(step, name, JunitCase.Outcome.FAILURE, says, "");
                }
            }
            case "SKIPPED" -> add(step, name, JunitCase.Outcome.SKIPPED, said("skipped", note.detail()), "");
            case "NOT_RUN" -> add(step, name, JunitCase.Outcome.SKIPPED, "not run", "");
            case "CANCELLED" -> add(step, name, JunitCase.Outcome.SKIPPED, said("cancelled", note.says()), "");
            default -> add(step, name, JunitCase.Outcome.ERROR, "the record has no status of this step", "");
        }
    }

    private static String said(String word, String more) {
        return more.isEmpty() ? word : word + ": " + more;
    }

    private void add(ReportedStep step, String name, JunitCase.Outcome outcome, String message, String output) {
        cases.add(new JunitCase(
                run.jobType(),
                name,
                step.durationMs(),
                outcome,
                message,
                step.note().reason(),
                output));
    }

    /** A step that failed for its expectations is one case, and each of them another: they are told apart. */
    private void expectations(ReportedStep step) {
        boolean counts = !tolerated.contains(step.id());
        for (StepNotes.Rule rule : step.note().rules()) {
            rule(run.jobType() + ".expect", step.id() + ": ", rule, counts);
        }
    }

    private void verification() {
        if (!record.job().has("verification") || !record.finished()) {
            return;
        }
        String group = run.jobType() + ".verification";
        for (AssertionResult.Check check :
                Assertions.check(record, AssertionRequest.DEFAULT).checks()) {
            if (!check.name().equals("verification")) {
                continue;
            }
            JsonNode rules = check.details() == null ? null : check.details().get("rules");
            if (rules == null || rules.isEmpty()) {
                String reason = check.reason() == null ? "" : check.reason();
                JunitCase.Outcome outcome = check.passed() ? JunitCase.Outcome.PASSED : JunitCase.Outcome.FAILURE;
                cases.add(new JunitCase(group, check.name(), 0, outcome, reason, "", ""));
            } else {
                rules.forEach(rule -> rule(group, "", StepNotes.Rule.of(rule), true));
            }
        }
    }

    private void rule(String group, String prefix, StepNotes.Rule rule, boolean counts) {
        JunitCase.Outcome missed = counts ? JunitCase.Outcome.FAILURE : JunitCase.Outcome.SKIPPED;
        cases.add(new JunitCase(
                group,
                prefix + rule.name(),
                0,
                rule.held() ? JunitCase.Outcome.PASSED : missed,
                rule.held() ? "" : rule.line(),
                "EXPECTATION_FAILED",
                ""));
    }

    private long count(JunitCase.Outcome outcome) {
        return cases.stream().filter(test -> test.outcome() == outcome).count();
    }
}
