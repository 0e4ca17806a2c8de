package dev.dispatch.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.json.Json;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.run.RunEvent;
import dev.dispatch.run.RunListener;
import dev.dispatch.run.RunResult;
import dev.dispatch.run.RunStatus;
import dev.dispatch.run.StepFailure;
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
import tools.jackson.databind.node.ArrayNode;

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
    void stepsOfABlockStandFurtherIn() {
        RunListener live = new LiveSteps(stream, new Look(60, false));
        live.on(new RunEvent.RunStarted(
                AT,
                "run",
                List.of(
                        new RunEvent.PlannedStep(1, "both", "parallel", 0, false),
                        new RunEvent.PlannedStep(2, "one", "flow.log", 1, false))));
        assertThat(screen()).containsExactly("             both   parallel", "               one  flow.log");
    }

    @Test
    void aLoopCountsItsItemsAndKeepsOneLine() {
        RunListener live = loop();
        live.on(pass(0, new StepOutcome.Succeeded(StepOutput.NONE), 100));
        assertThat(screen()).singleElement().asString().endsWith("running    s1  flow.log    1/37 items");
        live.on(pass(1, failed(), 200));
        assertThat(screen()).singleElement().asString().endsWith("2/37 items, 1 failed");
        live.on(finished("s1"));
        assertThat(screen()).singleElement().asString().endsWith("ok         s1  flow.log  7ms  done");
    }

    @Test
    void aFastLoopIsDrawnAFewTimesASecond() {
        RunListener live = loop();
        int before = bytes.size();
        for (int i = 0; i < 99; i++) {
            live.on(pass(i, new StepOutcome.Succeeded(StepOutput.NONE), i));
        }
        assertThat(bytes.size()).isEqualTo(before);
        live.on(pass(99, new StepOutcome.Succeeded(StepOutput.NONE), 100));
        assertThat(screen()).singleElement().asString().endsWith("100/37 items");
    }

    @Test
    void aRetrySaysWhenTheNextAttemptComes() {
        RunListener live = new LiveSteps(stream, new Look(120, false));
        live.on(started(1));
        live.on(entered("s1"));
        StepFailure failure =
                new StepFailure(ProblemCode.TRANSIENT_ERROR, "UNEXPECTED_STATUS", "GET /x answered 503", List.of());
        live.on(new RunEvent.AttemptFailed(AT, "s1", "s1#1", 1, failure, Duration.ofMillis(1_200)));
        assertThat(screen()).singleElement().asString().endsWith("attempt 2 in 1.2s, since GET /x answered 503");
    }

    @Test
    void withoutATerminalALoopIsOneLineAndEachPassOnlyOnDemand() {
        RunListener brief = new StepProgress(stream, Look.PLAIN, false);
        brief.on(pass(3, new StepOutcome.Succeeded(StepOutput.NONE), 0));
        assertThat(bytes.size()).isZero();
        RunListener verbose = new StepProgress(stream, Look.PLAIN, true);
        verbose.on(pass(3, new StepOutcome.Succeeded(StepOutput.NONE), 0));
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("ok  s1[3]  flow.log  7ms\n");
    }

    private RunListener loop() {
        RunListener live = new LiveSteps(stream, new Look(80, false));
        live.on(new RunEvent.RunStarted(AT, "run", List.of(new RunEvent.PlannedStep(1, "s1", "flow.log", 0, true))));
        ArrayNode items = Json.array();
        for (int i = 0; i < 37; i++) {
            items.add(i);
        }
        live.on(new RunEvent.StepEntered(AT, 1, "s1", "s1#1", "flow.log", null, null, List.of(), items));
        assertThat(screen()).singleElement().asString().endsWith("0/37 items");
        return live;
    }

    private static StepOutcome failed() {
        return new StepOutcome.Failed(
                StepOutput.NONE, new StepFailure(ProblemCode.RUNTIME_ERROR, "FLOW_FAIL", "no", List.of()));
    }

    private static RunEvent pass(int index, StepOutcome outcome, long millis) {
        StepReport report = new StepReport(
                1, "s1", "s1[" + index + "]#1", "flow.log", outcome, 1, AT, Duration.ofMillis(7), Duration.ZERO, null);
        return new RunEvent.StepFinished(AT.plusMillis(millis), report);
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
