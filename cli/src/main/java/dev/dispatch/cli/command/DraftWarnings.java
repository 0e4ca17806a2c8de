package dev.dispatch.cli.command;

import dev.dispatch.job.JobKind;
import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import dev.dispatch.record.RunRecord;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What keeps a drafted job from running where it was written to. */
final class DraftWarnings {

    private static final String MEMORY = "memory.";
    private static final String CALL = "flow.call";

    private DraftWarnings() {}

    static void report(RunRecord run, JsonNode job, Path out, IssueList warnings) {
        boolean file = run.meta().has("casePath");
        if (file || usesMemory(job.path("scenario").path("steps"))) {
            WrittenJob.checkKind(file ? run.jobKind() : JobKind.SEED, out, warnings);
        }
        Pointer scenario = Pointer.ROOT.child("scenario");
        for (String part : new String[] {"steps", "finally"}) {
            calls(run, job.path("scenario").path(part), scenario.child(part), out, warnings);
        }
    }

    private static boolean usesMemory(JsonNode steps) {
        for (JsonNode step : steps) {
            if (step.path("action").asString("").startsWith(MEMORY)) {
                return true;
            }
        }
        return false;
    }

    /** A called job is looked for beside the file that calls it. */
    private static void calls(RunRecord run, JsonNode steps, Pointer at, Path out, IssueList warnings) {
        for (int i = 0; i < steps.size(); i++) {
            JsonNode step = steps.get(i);
            String called = step.path("payload").path("job").asString("");
            if (step.path("action").asString("").equals(CALL) && called.indexOf(':') < 0 && !isBeside(out, called)) {
                Pointer place = at.child(i).child("payload").child("job");
                warnings.add(Issue.at(
                                IssueCode.INVALID_CALL,
                                place,
                                "The called job '" + called + "' is not where the draft looks for it")
                        .expected("the draft beside the job that was run, in " + folder(run))
                        .actual(String.valueOf(out.getParent())));
            }
            calls(run, step.path("steps"), at.child(i).child("steps"), out, warnings);
        }
    }

    private static boolean isBeside(Path out, String called) {
        try {
            return Files.isRegularFile(out.resolveSibling(called));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static @Nullable Path folder(RunRecord run) {
        try {
            return Path.of(run.meta().path("casePath").asString("")).getParent();
        } catch (InvalidPathException e) {
            return null;
        }
    }
}
