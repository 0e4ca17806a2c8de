package dev.dispatch.record;

import dev.dispatch.json.Json;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.problem.ProblemException;
import dev.dispatch.redact.Redactor;
import dev.dispatch.run.Places;
import dev.dispatch.run.RunEvent;
import dev.dispatch.run.RunListener;
import dev.dispatch.run.RunResult;
import dev.dispatch.run.StepReport;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a run's record while it goes.
 *
 * <p>A disk that fails does not stop the run: the recorder goes on with what can be written, and {@link #fault} names
 * the first file that could not be.
 */
public final class RunRecorder implements RunListener, AutoCloseable {

    private final RunHeader header;
    private final Redactor redactor;
    private final RecordFiles files;
    private final BodyBudget budget;
    private final StartDocuments start;
    private final ResolvedJob resolved = new ResolvedJob();
    private final LateSecrets late;
    private final Map<String, String> omitted = new HashMap<>();
    private final Journal journal;
    private final CallLog calls;
    private final ActivityLog activity;

    private final @Nullable Resumption resumption;

    private RunRecorder(
            RecordFiles files,
            RunHeader header,
            Redactor redactor,
            BodyBudget budget,
            @Nullable SharedDocuments shared,
            @Nullable Resumption resumption) {
        this.resumption = resumption;
        PastLines before = resumption == null ? PastLines.NONE : resumption.lines();
        this.header = header;
        this.redactor = redactor;
        this.files = files;
        this.budget = budget;
        this.start = new StartDocuments(header, redactor, shared);
        this.journal = new Journal(files, budget, before.seq());
        this.late = new LateSecrets(files, redactor, before.bodies());
        this.calls = new CallLog(files, budget, late, before.calls());
        this.activity = new ActivityLog(files);
    }

    /** Makes the folder and writes what is known before the first step; see {@link #fault} for whether that worked. */
    public static RunRecorder create(Path runFolder, RunHeader header, Redactor redactor) {
        return create(runFolder, header, redactor, BodyBudget.USUAL);
    }

    /**
     * The same with another bound.
     *
     * @param bodyBytes the most bytes of bodies and answers that the record keeps
     */
    public static RunRecorder create(Path runFolder, RunHeader header, Redactor redactor, long bodyBytes) {
        RunRecorder recorder = new RunRecorder(
                FolderFiles.open(runFolder.toAbsolutePath().normalize()),
                header,
                redactor,
                new BodyBudget(bodyBytes),
                null,
                null);
        recorder.files.write(recorder.start.files());
        return recorder;
    }

    /**
     * Begins a record that is kept in memory until its run ends.
     *
     * @param shared what the records of its batch have in common
     */
    public static RunRecorder create(
            BatchedRecord record, RunHeader header, Redactor redactor, @Nullable SharedDocuments shared) {
        RunRecorder recorder =
                new RunRecorder(record, header, redactor, new BodyBudget(BodyBudget.USUAL), shared, null);
        record.write(recorder.start.files());
        return recorder;
    }

    /**
     * Opens the record of a run that goes on. From here on, until it ends, it reads as that of a run that was killed.
     *
     * @param header with the id and the time of the run's first start
     * @throws dev.dispatch.problem.ProblemException a {@code USAGE_ERROR} where somebody else writes it, or has written it
     *     since it was looked through
     */
    public static RunRecorder resume(RunHeader header, Redactor redactor, Resumption resumption) {
        RecordFiles files = FolderFiles.open(resumption.folder());
        if (files.fault().isPresent()) {
            throw refused(files, header.runId(), "is still going on");
        }
        if (resumption.isOutdated()) {
            throw refused(files, header.runId(), "has gone on meanwhile: somebody else resumed it");
        }
        PastLines before = resumption.lines();
        BodyBudget budget = new BodyBudget(BodyBudget.USUAL);
        budget.take(before.bytes());
        RunRecorder recorder = new RunRecorder(files, header, redactor, budget, null, resumption);
        before.payloads().forEach(given -> recorder.resolved.attempt(given.stepId(), given.path(), given.payload()));
        recorder.omitted.putAll(before.omitted());
        files.remove(List.of(RecordFiles.SUMMARY, RecordFiles.STEPS, RecordFiles.RESOLVED_JOB));
        return recorder;
    }

    private static ProblemException refused(RecordFiles files, String runId, String why) {
        files.close();
        return Problem.of(ProblemCode.USAGE_ERROR, "The run " + runId + " " + why)
                .details(Json.object().put("runId", runId).put("runDir", files.place()))
                .exception();
    }

    /** Why the record is not complete: the first file that could not be written and the cause. */
    public Optional<String> fault() {
        return files.fault();
    }

    @Override
    public void on(RunEvent event) {
        switch (event) {
            case RunEvent.RunStarted started -> started(started);
            case RunEvent.StepEntered entered -> {
                journal.entered(entered);
                activity.entered(entered);
            }
            case RunEvent.AttemptStarted attempt -> {
                journal.attempt(attempt);
                resolved.attempt(attempt);
            }
            case RunEvent.Observed observed -> journal.observed(observed);
            case RunEvent.AttemptFailed failed -> {
                journal.attemptFailed(failed);
                activity.attemptFailed(failed);
            }
            case RunEvent.CallStarted call -> journal.callStarted(call, calls.started(call.path()));
            case RunEvent.CallFinished finished -> {
                ObjectNode call = calls.finished(finished.call());
                journal.callFinished(finished.at(), call);
                activity.call(finished.at(), call);
            }
            case RunEvent.Activity note -> activity.note(note.at(), note.stepId(), note.line());
            case RunEvent.Progress _ -> {
                // For a watching person only.
            }
            case RunEvent.StepFinished finished -> {
                exit(finished.at(), finished.step());
                activity.finished(finished.at(), finished.step());
            }
            case RunEvent.RunFinished finished -> finish(finished.result());
        }
    }

    private void started(RunEvent.RunStarted run) {
        if (resumption == null) {
            activity.started(run);
        } else {
            journal.resumed(resumption.at(), resumption.again(), resumption.forced());
            activity.resumed(run, resumption.at());
        }
    }

    @Override
    public void close() {
        files.close();
    }

    /** What one pass of a loop lacks is not missing in the step's own result, which holds none of it. */
    private void exit(Instant at, StepReport step) {
        Optional<String> refused = journal.exit(at, StepDocument.of(step));
        if (Places.inLoop(step.path())) {
            return;
        }
        if (refused.isPresent()) {
            omitted.put(step.stepId(), refused.get());
        } else {
            omitted.remove(step.stepId());
        }
    }

    private void finish(RunResult result) {
        journal.runFinished(result);
        activity.finished(result);
        Map<String, byte[]> documents = new LinkedHashMap<>();
        if (late.there()) {
            late.takeOut();
            documents.putAll(start.files());
        }
        files.closeLogs();
        documents.put(RecordFiles.STEPS, RecordFiles.text(steps(result)));
        documents.put(RecordFiles.RESOLVED_JOB, RecordFiles.text(resolvedJob()));
        ObjectNode summary = SummaryDocument.of(
                header.cliVersion(), redactor.text(files.place()), redactor.text(result.jobType()), result);
        Map<String, byte[]> all = new LinkedHashMap<>(documents);
        all.put(RecordFiles.SUMMARY, summary(summary));
        if (!files.write(all)) {
            documents.forEach((name, content) -> files.write(Map.of(name, content)));
            files.write(Map.of(RecordFiles.SUMMARY, summary(summary)));
        }
    }

    private ArrayNode steps(RunResult result) {
        ArrayNode steps = Json.array();
        for (StepReport report : result.steps()) {
            ObjectNode step = StepDocument.of(report);
            String reason = omitted.get(report.stepId());
            steps.add(reason == null ? step : StepDocument.withoutAnswer(step, reason));
        }
        return steps;
    }

    private JsonNode resolvedJob() {
        String baseUrl = header.plan().http().baseUrl().map(redactor::url).orElse("");
        return redactor.values(resolved.document(start.completeJob(), header.plan(), baseUrl));
    }

    private byte[] summary(ObjectNode summary) {
        files.fault().or(budget::exhausted).ifPresent(reason -> SummaryDocument.incomplete(summary, reason));
        return RecordFiles.text(summary);
    }
}
