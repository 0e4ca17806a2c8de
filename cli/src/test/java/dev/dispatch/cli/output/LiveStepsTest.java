package dev.dispatch.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.json.Json;
import dev.dispatch.run.RunEvent;
import dev.dispatch.run.RunListener;
import dev.dispatch.run.RunResult;
import dev.dispatch.run.RunStatus;
import dev.dispatch.run.StepOutcome;
import dev.dispatch.run.StepOutput;
import dev.dispatch.run.StepReport;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveStepsTest {

    private static final Instant AT = Instant.parse("2026-03-06T16:21:16.042Z");

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(bytes, false, StandardCharsets.UTF_8);

    @Test
    void eachFrameWipesTheOneBeforeAndTheLastLeavesNothing() {
        RunListener live = new LiveSteps(stream, new Look(60, false));
        live.on(started(2));
        live.on(entered("s1"));
        assertThat(screen()).containsExactly("  running    s1  flow.log", "             s2  flow.log");
        live.on(new RunEvent.Progress(AT, "s1", "half way"));
        assertThat(screen()).first().asString().endsWith("half way");
        live.on(finished("s1"));
        assertThat(screen()).first().isEqualTo("  ok         s1  flow.log  7ms  done");
        live.on(ended());
        assertThat(screen()).isEmpty();
    }

    @Test
    void aRunAfterAnotherHasAListOfItsOwn() {
        RunListener live = new LiveSteps(stream, new Look(60, false));
        live.on(started(3));
        live.on(entered("s3"));
        live.on(ended());
        live.on(started(1));
        assertThat(screen()).containsExactly("             s1  flow.log");
    }

    @Test
    void aLongListShowsThePartAroundTheRunningStep() {
        RunListener live = new LiveSteps(stream, new Look(60, false));
        live.on(started(100));
        live.on(entered("s50"));
        assertThat(screen()).hasSize(20).anyMatch(line -> line.contains("running") && line.contains("s50"));
    }

    @Test
    void textOfAnActionCannotMoveTheCursor() {
        RunListener live = new LiveSteps(stream, new Look(200, false));
        live.on(started(1));
        live.on(new RunEvent.Progress(AT, "s1", "\u001b[99A"));
        assertThat(screen()).singleElement().asString().endsWith("\\u001b[99A");
    }

    @Test
    void withoutATerminalThereIsALineForEachStepThatEnded() {
        RunListener lines = new StepProgress(stream, Look.PLAIN, false);
        lines.on(started(2));
        lines.on(entered("s1"));
        lines.on(finished("s1"));
        lines.on(ended());
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("ok  s1  flow.log  7ms  done\n");
    }

    private static RunEvent started(int steps) {
        List<RunEvent.PlannedStep> planned = new ArrayList<>();
        for (int i = 1; i <= steps; i++) {
            planned.add(new RunEvent.PlannedStep(i, "s" + i, "flow.log", 0, false));
        }
        return new RunEvent.RunStarted(AT, "run", planned);
    }

    private static RunEvent entered(String id) {
        return new RunEvent.StepEntered(AT, 1, id, id + "#1", "flow.log", null, null, List.of(), null);
    }

    private static RunEvent finished(String id) {
        StepOutcome outcome = new StepOutcome.Succeeded(StepOutput.NONE.detail("done"));
        return new RunEvent.StepFinished(
                AT,
                new StepReport(
                        1, id, id + "#1", "flow.log", outcome, 1, AT, Duration.ofMillis(7), Duration.ZERO, null));
    }

    private static RunEvent ended() {
        return new RunEvent.RunFinished(
                AT, new RunResult("run", "job", RunStatus.SUCCESS, AT, AT, Json.object(), List.of(), null));
    }

    /** What a terminal shows that knows the two sequences in use: up so many lines, and wipe what is below. */
    private List<String> screen() {
        List<String> lines = new ArrayList<>();
        for (String line : bytes.toString(StandardCharsets.UTF_8).split("\n", -1)) {
            String rest = line;
            if (rest.startsWith("\u001b[")) {
                int up = Integer.parseInt(rest.substring(2, rest.indexOf('F')));
                assertThat(rest).contains("F\u001b[J");
                lines.subList(lines.size() - up, lines.size()).clear();
                rest = rest.substring(rest.indexOf('J') + 1);
            }
            lines.add(rest);
        }
        lines.removeLast();
        return lines;
    }
}
