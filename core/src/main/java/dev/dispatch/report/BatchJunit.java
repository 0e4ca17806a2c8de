package dev.dispatch.report;

import dev.dispatch.batch.BatchRun;
import java.util.ArrayList;
import java.util.List;

/**
 * A batch as JUnit XML: a case for each run. Of a large batch each that did not pass is a case, up to a limit, and the others
 * are one.
 */
final class BatchJunit {

    private static final int MOST = 5_000;

    private final BatchSummary batch;
    private final List<JunitCase> passed = new ArrayList<>();
    private final List<JunitCase> others = new ArrayList<>();
    private long passedLeftOut;
    private long othersLeftOut;

    BatchJunit(BatchSummary batch) {
        this.batch = batch;
    }

    void add(BatchRun run) {
        BatchRun.Failure failure = run.failure();
        JunitCase.Outcome outcome = switch (run.status()) {
            case SUCCESS -> JunitCase.Outcome.PASSED;
            case FAILED -> JunitCase.Outcome.FAILURE;
            case INTERRUPTED -> JunitCase.Outcome.ERROR;
        };
        boolean good = outcome == JunitCase.Outcome.PASSED;
        List<JunitCase> kept = good ? passed : others;
        if (kept.size() == MOST) {
            if (good) {
                passedLeftOut++;
            } else {
                othersLeftOut++;
            }
            return;
        }
        String step = failure == null || failure.stepId() == null ? "" : failure.stepId() + ": ";
        kept.add(new JunitCase(
                batch.text("jobType"),
                "run " + run.index() + " (" + run.runId() + ")",
                run.duration().toMillis(),
                outcome,
                good ? "" : failure == null ? "the run was interrupted" : step + failure.message(),
                failure == null ? "" : failure.reason(),
                ""));
    }

    /** Runs that are no case of their own. */
    long leftOut() {
        return passedLeftOut + othersLeftOut;
    }

    String text() {
        List<JunitCase> cases = new ArrayList<>(others);
        rest(cases, othersLeftOut, "further runs that did not pass", JunitCase.Outcome.FAILURE);
        cases.addAll(passed);
        rest(cases, passedLeftOut, "further runs that passed", JunitCase.Outcome.PASSED);
        rest(cases, batch.number("skipped"), "runs that never started", JunitCase.Outcome.SKIPPED);
        if (batch.text("overall").isEmpty()) {
            String left = batch.number("remaining") == 0
                    ? ""
                    : "; " + Words.count(batch.number("remaining"), "run has", "runs have") + " no result";
            cases.add(new JunitCase(
                    batch.text("jobType"),
                    "batch",
                    0,
                    JunitCase.Outcome.ERROR,
                    "The batch has no end: it is " + batch.text("status") + left,
                    "INTERRUPTED",
                    ""));
        }
        StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
        out.append("  <testsuite name=\"").append(Markup.text(Words.cut(batch.text("jobType"), 200)));
        out.append("\" tests=\"").append(cases.size());
        number(out, cases, "failures", JunitCase.Outcome.FAILURE);
        number(out, cases, "errors", JunitCase.Outcome.ERROR);
        number(out, cases, "skipped", JunitCase.Outcome.SKIPPED);
        out.append("\" time=\"")
                .append(Words.seconds(batch.number("durationMs")))
                .append("\">\n");
        cases.forEach(test -> test.write(out));
        out.append("    <system-out>")
                .append(Markup.text(batch.outcome() + " in " + batch.time() + "; runs: " + batch.runs() + "; batch "
                        + batch.text("batchId")))
                .append("</system-out>\n");
        return out.append("  </testsuite>\n</testsuites>\n").toString();
    }

    private void rest(List<JunitCase> cases, long count, String what, JunitCase.Outcome outcome) {
        if (count > 0) {
            String says = Words.grouped(count) + " " + what;
            cases.add(new JunitCase(
                    batch.text("jobType"), says, 0, outcome, outcome == JunitCase.Outcome.PASSED ? "" : says, "", ""));
        }
    }

    private static void number(StringBuilder out, List<JunitCase> cases, String name, JunitCase.Outcome outcome) {
        out.append("\" ").append(name).append("=\"");
        out.append(cases.stream().filter(test -> test.outcome() == outcome).count());
    }
}
