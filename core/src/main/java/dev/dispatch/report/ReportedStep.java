package dev.dispatch.report;

import dev.dispatch.run.Places;
import dev.dispatch.time.Times;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A step of a job as reports list it.
 *
 * @param path as the summary has it
 * @param durationMs -1 where it did not run
 * @param attempts how often its action was called
 * @param passes how often it was executed in a loop; 0 for none
 * @param failedPasses those that failed
 */
record ReportedStep(
        String id,
        String path,
        String action,
        String status,
        long durationMs,
        int attempts,
        int passes,
        int failedPasses,
        StepNotes.Note note) {

    static List<ReportedStep> of(JsonNode summary, StepNotes notes) {
        List<ReportedStep> steps = new ArrayList<>();
        for (JsonNode step : summary.path("steps")) {
            String path = step.path("path").asString("");
            steps.add(new ReportedStep(
                    step.path("stepId").asString(""),
                    path,
                    step.path("action").asString(""),
                    step.path("status").asString(""),
                    step.path("durationMs").asLong(-1),
                    step.path("attempts").asInt(0),
                    step.path("passes").path("total").asInt(0),
                    step.path("passes").path("failed").asInt(0),
                    notes.of(path)));
        }
        return steps;
    }

    boolean failed() {
        return status.equals("FAILED");
    }

    boolean inFinally() {
        return path.startsWith("!f/");
    }

    /** How many blocks are around it. */
    int depth() {
        return Places.depth(path);
    }

    /** How long it took; empty where it did not run. */
    String time() {
        return durationMs < 0 ? "" : Times.show(durationMs);
    }

    /** How often it was tried or passed through; empty for once. */
    String often() {
        if (passes == 0) {
            return attempts > 1 ? attempts + " attempts" : "";
        }
        String passed = Words.count(passes, "pass", "passes");
        return failedPasses == 0 ? passed : passed + ", " + failedPasses + " failed; first " + note.place();
    }

    /** That, and what came of it; empty for nothing worth saying. */
    String says() {
        String often = often();
        String said = passes > 0 && !failed() ? "" : note.says();
        return often.isEmpty() || said.isEmpty() ? often + said : often + ": " + said;
    }
}
