package dev.dispatch.cli.output;

import dev.dispatch.run.RunResult;
import dev.dispatch.run.RunStatus;
import dev.dispatch.time.Times;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A finished run as people read it.
 *
 * @param runDir its record; empty where there is none
 */
public record RunText(RunResult result, Optional<Path> runDir) implements Rendering {

    @Override
    public void writeTo(Page page) {
        page.add(tone(result.status()), result.status().name());
        page.add("  " + result.jobType() + "  ").line(Times.show(result.duration()));
        page.table(StepLines.of(result.steps(), "  "));
        if (!result.outputs().isEmpty()) {
            page.line("outputs:");
            result.outputs().properties().forEach(output -> page.value("  ", output.getKey(), output.getValue()));
        }
        page.add("record: ").line(runDir.map(Path::toString).orElse("none"));
    }

    /** How a run ended, or that it did not end yet. */
    public static String word(RunStatus status, boolean inProgress) {
        return inProgress ? "IN PROGRESS" : status.name();
    }

    public static Tone tone(RunStatus status) {
        return switch (status) {
            case SUCCESS -> Tone.GOOD;
            case FAILED -> Tone.BAD;
            case INTERRUPTED -> Tone.CAUTION;
        };
    }
}
