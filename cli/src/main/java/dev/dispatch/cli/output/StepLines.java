package dev.dispatch.cli.output;

import dev.dispatch.run.Passes;
import dev.dispatch.run.StepOutcome;
import dev.dispatch.run.StepReport;
import dev.dispatch.run.StepStatus;
import dev.dispatch.time.Times;
import java.util.List;
import java.util.Optional;

/** The line of a step: how it ended, its id, its action, its time and what it has to say. */
public final class StepLines {

    private StepLines() {}

    public static Table of(List<StepReport> steps, String indent) {
        Table table = new Table(indent);
        StepTree tree = new StepTree(table);
        steps.forEach(step -> tree.row(step.path(), cells(step)));
        return table;
    }

    static List<Table.Cell> cells(StepReport step) {
        return cells(step, step.stepId());
    }

    /** The same under another name than the step's id. */
    static List<Table.Cell> cells(StepReport step, String name) {
        StepStatus status = step.outcome().status();
        String time = step.startedAt() == null ? "" : Times.show(step.duration());
        return cells(word(status), tone(status), name, step.action(), time, detail(step));
    }

    static List<Table.Cell> cells(String word, Tone tone, String name, String action, String time, String detail) {
        return List.of(
                Table.toned(tone, word),
                Table.plain(name),
                new Table.Cell(action, Optional.of(Tone.FAINT)),
                Table.plain(time),
                Table.plain(detail));
    }

    /** The word for a status of a record, such as {@code SUCCEEDED}. */
    public static String word(StepStatus status) {
        return switch (status) {
            case SUCCEEDED -> "ok";
            case FAILED -> "failed";
            case SKIPPED -> "skipped";
            case CANCELLED -> "cancelled";
            case NOT_RUN -> "not run";
        };
    }

    public static Tone tone(StepStatus status) {
        return switch (status) {
            case SUCCEEDED -> Tone.GOOD;
            case FAILED -> Tone.BAD;
            case CANCELLED -> Tone.CAUTION;
            case SKIPPED, NOT_RUN -> Tone.FAINT;
        };
    }

    private static String detail(StepReport step) {
        String detail = detail(step.outcome());
        Passes passes = step.passes();
        if (passes == null) {
            String attempts = StepTree.attempts(step.path());
            // A step that gave up says itself after how many.
            return detail.contains(attempts) ? detail : joined(attempts, detail);
        }
        String counted = StepTree.passes(passes.toJson());
        return detail.equals(counted) ? detail : joined(counted, detail);
    }

    private static String joined(String one, String other) {
        return one.isEmpty() || other.isEmpty() ? one + other : one + ": " + other;
    }

    private static String detail(StepOutcome outcome) {
        return switch (outcome) {
            case StepOutcome.Failed failed -> failed.cause().message();
            case StepOutcome.Skipped skipped -> skipped.reason();
            case StepOutcome.Succeeded _, StepOutcome.Cancelled _, StepOutcome.NotRun _ -> {
                String detail = outcome.output().detail();
                yield detail == null ? "" : detail;
            }
        };
    }
}
