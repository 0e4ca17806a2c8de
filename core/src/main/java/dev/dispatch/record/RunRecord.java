package dev.dispatch.record;

import dev.dispatch.job.JobKind;
import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.ProblemException;
import dev.dispatch.run.RunFacts;
import dev.dispatch.run.RunStatus;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One run as its folder tells it, wherever the folder lies now; files are read when they are asked for.
 *
 * <p>A run without {@code summary.json} was killed, or is {@link #inProgress in progress}: it reads as INTERRUPTED, its steps as far as the
 * journal tells them. Files that cannot be used are {@code ProblemException}s with the file's name.
 */
public final class RunRecord {

    private final RunName name;
    private final RecordReader reader;
    private final List<Issue> warnings = new ArrayList<>();
    private @Nullable ObjectNode summary;
    private @Nullable JournalFold journal;

    RunRecord(RunName name, Path folder) {
        this.name = name;
        this.reader = new RecordReader(folder);
    }

    public String runId() {
        return name.id();
    }

    /** When the run first began. */
    public Instant startedAt() {
        try {
            return Instant.parse(meta().path("startedAt").asString(""));
        } catch (DateTimeException e) {
            return name.startedAt();
        }
    }

    public Path runDir() {
        return reader.folder();
    }

    /** Whether the run was recorded to its end. */
    public boolean finished() {
        return summary().has("endedAt");
    }

    /** Whether somebody still writes the record; its status is then that of a run which was killed here. */
    public boolean inProgress() {
        return RunLock.isHeld(runDir());
    }

    public RunStatus status() {
        String word = summary().path("status").asString("");
        for (RunStatus status : RunStatus.values()) {
            if (status.name().equals(word)) {
                return status;
            }
        }
        throw reader.unreadable(RecordFiles.SUMMARY, "'" + word + "' is not a status of runs");
    }

    /** Files that are damaged where others say the same; found as the record is read. */
    public List<Issue> warnings() {
        summary();
        return List.copyOf(warnings);
    }

    /**
     * {@code summary.json} with the present folder; of a run that was killed, or whose file is damaged, what the other
     * files say.
     */
    public ObjectNode summary() {
        ObjectNode known = summary;
        if (known == null) {
            known = written().orElseGet(this::summaryOfKilled);
            known.put("runDir", runDir().toString());
            summary = known;
        }
        return known.deepCopy();
    }

    /** {@code meta.json}. */
    public ObjectNode meta() {
        return reader.object(RecordFiles.META)
                .orElseThrow(() -> reader.unreadable(RecordFiles.META, "the file is missing or empty"));
    }

    /** What its expressions saw of it. */
    public RunFacts facts() {
        JsonNode batch = meta().path("batch");
        return new RunFacts(
                runId(),
                batch.isObject()
                        ? new RunFacts.Batch(
                                batch.path("batchId").asString(""),
                                batch.path("batchIndex").asInt(0),
                                batch.path("batchCount").asInt(0),
                                batch.path("workerId").asInt(0))
                        : null);
    }

    /** {@code module_resolution.json}; empty where it was never written. */
    public Optional<ObjectNode> moduleResolution() {
        return reader.object(RecordFiles.MODULES);
    }

    /** {@code step-results.json}: every step of the job in its order. */
    public List<ObjectNode> stepResults() {
        Optional<JsonNode> written = reader.document(RecordFiles.STEPS);
        if (written.isEmpty()) {
            JsonNode planned =
                    moduleResolution().map(found -> found.path("steps")).orElseGet(Json::array);
            return journal()
                    .steps(planned, JobPaths.of(reader.object(RecordFiles.JOB).orElseGet(Json::object)));
        }
        List<ObjectNode> steps = new ArrayList<>();
        for (JsonNode step : written.get()) {
            if (!(step instanceof ObjectNode object)) {
                throw reader.unreadable(RecordFiles.STEPS, "a step is " + Json.typeOf(step) + " and not an object");
            }
            steps.add(object);
        }
        return steps;
    }

    /** Whether an attempt at a place was followed by one that ended well. */
    boolean isMended(String place, int attempt) {
        return journal().isMended(place, attempt);
    }

    /** Hands over each line of the journal in its order; none of them is kept. */
    public void journal(Consumer<ObjectNode> lines) {
        reader.objects(RecordFiles.JOURNAL, lines);
    }

    public List<ActivityLine> activity() {
        List<ActivityLine> lines = new ArrayList<>();
        reader.lines(RecordFiles.ACTIVITY, line -> {
            int space = line.indexOf(' ');
            lines.add(
                    space < 0
                            ? new ActivityLine(line, "")
                            : new ActivityLine(line.substring(0, space), line.substring(space + 1)));
        });
        return lines;
    }

    /** Every exchange that ended, in the order of their ends. */
    public List<RecordedCall> calls() {
        List<RecordedCall> calls = new ArrayList<>();
        calls(calls::add);
        return calls;
    }

    /** Hands over each of {@link #calls} one after the other, for records with many. */
    public void calls(Consumer<RecordedCall> calls) {
        reader.objects(RecordFiles.CALLS, line -> calls.accept(new RecordedCall(reader, line)));
    }

    /** The job as it was written, redacted. */
    public JsonNode job() {
        return reader.object(RecordFiles.JOB)
                .orElseThrow(() -> reader.unreadable(RecordFiles.JOB, "the file is missing or empty"));
    }

    /** The same with what users had stored for its payloads. */
    public JsonNode completeJob() {
        return reader.object(RecordFiles.COMPLETE_JOB).map(JsonNode.class::cast).orElseGet(this::job);
    }

    /** The jobs that its steps called, complete too, by the path that each file had. */
    public Map<String, JsonNode> calledJobs() {
        Map<String, JsonNode> jobs = new LinkedHashMap<>();
        for (JsonNode called : meta().path("calledJobs")) {
            String file =
                    called.path("completeFile").asString(called.path("file").asString(""));
            reader.object(file)
                    .ifPresent(job -> jobs.put(called.path("casePath").asString(""), job));
        }
        return jobs;
    }

    /** Whether the job was a case or a seed, which its file's name said. */
    public JobKind jobKind() {
        return meta().path("jobKind").asString("").equals(JobKind.SEED.word()) ? JobKind.SEED : JobKind.CASE;
    }

    /** Where the job as it was written lies in the record. */
    public Path jobFile() {
        return runDir().resolve(RecordFiles.JOB);
    }

    /** The files of the record by their names in it, those left out that only this machine needs. */
    public SortedMap<String, Path> files() {
        return RecordTree.of(reader);
    }

    private JournalFold journal() {
        JournalFold fold = journal;
        if (fold == null) {
            fold = JournalFold.of(reader);
            journal = fold;
        }
        return fold;
    }

    private Optional<ObjectNode> written() {
        try {
            return reader.object(RecordFiles.SUMMARY);
        } catch (ProblemException e) {
            ObjectNode folded = summaryOfKilled();
            Optional<ObjectNode> last = journal().last();
            last.ifPresent(line -> ended(folded, line));
            String why = e.problem().message() + "; the run is read from its journal";
            folded.put("incomplete", why);
            warnings.add(Issue.at(IssueCode.INCONSISTENT_RECORD, Pointer.ROOT, why)
                    .atPath(RecordFiles.SUMMARY)
                    .expected("a summary that can be read")
                    .actual("one that cannot"));
            return Optional.of(folded);
        }
    }

    private static void ended(ObjectNode summary, ObjectNode last) {
        summary.put("endedAt", last.path("at").asString(""));
        for (String member : List.of("status", "outputs", "error")) {
            if (last.has(member)) {
                summary.set(member, last.get(member));
            }
        }
    }

    private ObjectNode summaryOfKilled() {
        ObjectNode meta = meta();
        ObjectNode json = Json.object();
        json.put("cliVersion", meta.path("cliVersion").asString(""));
        json.put("jobType", meta.path("jobType").asString(""));
        json.put("status", RunStatus.INTERRUPTED.name());
        json.put("runId", runId());
        json.put("runDir", runDir().toString());
        json.put("startedAt", meta.path("startedAt").asString(Stamp.of(name.startedAt())));
        json.set("outputs", Json.object());
        ArrayNode steps = Json.array();
        for (ObjectNode step : stepResults()) {
            ObjectNode shown = SummaryDocument.step(step);
            steps.add(shown);
        }
        json.set("steps", steps);
        return json;
    }
}
