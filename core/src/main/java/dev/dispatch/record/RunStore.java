package dev.dispatch.record;

import dev.dispatch.json.Json;
import dev.dispatch.problem.NearNames;
import dev.dispatch.problem.NextAction;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.problem.ProblemException;
import dev.dispatch.run.RunStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** The runs recorded below one folder; folders whose names are no run ids are not looked into. */
public final class RunStore {

    private static final String LATEST = "latest";
    /** Runs that prepare memory for another one are no answer to the question for the latest. */
    private static final String FILL = "job-fill";

    private static final int MOST_CANDIDATES = 10;
    private static final int MOST_COMPARED = 1_000;

    private final Path root;

    public RunStore(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    public Path root() {
        return root;
    }

    /** Whether a text has the form of a run's id. */
    public static boolean isRunId(String text) {
        return RunName.parse(text).isPresent();
    }

    /** The newest runs, newest first; reads the names of all and the files of those only. */
    public List<RunEntry> list(int limit) {
        return existing().limit(limit).map(this::entry).toList();
    }

    /** The newest run that was not made to fill memory for another. */
    public Optional<RunEntry> latest() {
        return newest().map(this::entry);
    }

    /**
     * Opens a run.
     *
     * @param reference {@code latest}, an id, or a part of one that no other has
     * @throws ProblemException NOT_FOUND, with the runs that may have been meant
     */
    public RunRecord open(String reference) {
        if (reference.equals(LATEST)) {
            return newest().map(this::record)
                    .orElseThrow(() ->
                            missing("There is no run in " + root, List.of()).exception());
        }
        Optional<RunName> exact = RunName.parse(reference);
        if (exact.filter(this::isRun).isPresent()) {
            return record(exact.get());
        }
        BatchedRuns batched = new BatchedRuns(root);
        Optional<RunRecord> ofBatch =
                exact.flatMap(run -> batched.folder(run).map(folder -> new RunRecord(run, folder)));
        if (ofBatch.isPresent()) {
            return ofBatch.get();
        }
        List<RunName> matching = reference.isEmpty()
                ? List.of()
                : Stream.concat(
                                existing().filter(run -> run.id().contains(reference)),
                                batched.named(reference).stream())
                        .distinct()
                        .toList();
        if (matching.size() == 1) {
            RunName run = matching.getFirst();
            return isRun(run) ? record(run) : open(run.id());
        }
        throw (matching.isEmpty() ? unknown(reference) : ambiguous(reference, matching)).exception();
    }

    private Problem unknown(String reference) {
        List<String> ids = existing().limit(MOST_COMPARED).map(RunName::id).toList();
        List<String> near = new ArrayList<>(NearNames.of(reference, ids));
        return missing("There is no run '" + reference + "' in " + root, near);
    }

    private Problem ambiguous(String reference, List<RunName> matching) {
        return missing(
                matching.size() + " runs have '" + reference + "' in their id",
                matching.stream().limit(MOST_CANDIDATES).map(RunName::id).toList());
    }

    private Problem missing(String message, List<String> candidates) {
        ObjectNode details = Json.object().put("root", root.toString());
        if (!candidates.isEmpty()) {
            details.set("candidates", Json.texts(candidates));
        }
        return Problem.of(ProblemCode.NOT_FOUND, message)
                .details(details)
                .next(List.of(NextAction.of("list the runs of this workspace", "job", "list")));
    }

    Optional<RunName> newest() {
        return existing().filter(run -> !run.label().equals(FILL)).findFirst();
    }

    /** All runs, newest first. */
    List<RunName> runs() {
        return existing().toList();
    }

    private Stream<RunName> existing() {
        return names().stream().filter(this::isRun);
    }

    /** Newest first. */
    private List<RunName> names() {
        String[] found = root.toFile().list();
        List<RunName> names = new ArrayList<>();
        if (found != null) {
            for (String name : found) {
                RunName.parse(name).ifPresent(names::add);
            }
        } else if (Files.exists(root)) {
            String why = Files.isDirectory(root) ? "it cannot be read" : "it is not a folder";
            throw Problem.of(ProblemCode.RUNTIME_ERROR, "The runs in " + root + " cannot be listed: " + why)
                    .details(Json.object().put("root", root.toString()))
                    .exception();
        }
        names.sort(RunName.NEWEST_FIRST);
        return names;
    }

    private boolean isRun(RunName name) {
        return isRecord(folder(name));
    }

    /** Whether a folder holds what makes it a run. */
    public static boolean isRecord(Path folder) {
        return Files.isRegularFile(folder.resolve(RecordFiles.META))
                || Files.isRegularFile(folder.resolve(RecordFiles.SUMMARY));
    }

    private RunRecord record(RunName name) {
        return new RunRecord(name, folder(name));
    }

    private Path folder(RunName name) {
        return root.resolve(name.id());
    }

    /** A record that cannot be read at all is still listed; opening it says what is wrong. */
    RunEntry entry(RunName name) {
        RecordReader reader = new RecordReader(folder(name));
        ObjectNode shown = summary(reader, name)
                .or(() -> readable(reader, RecordFiles.META))
                .orElseGet(Json::object);
        return new RunEntry(
                name.id(),
                shown.path("jobType").asString(name.label()),
                name.startedAt(),
                status(shown.path("status").asString("")),
                RunLock.isHeld(folder(name)),
                folder(name));
    }

    /** As the run itself tells it; empty for one that was killed, whose journal a list need not read. */
    private Optional<ObjectNode> summary(RecordReader reader, RunName name) {
        try {
            return reader.object(RecordFiles.SUMMARY);
        } catch (ProblemException damaged) {
            try {
                return Optional.of(record(name).summary());
            } catch (ProblemException e) {
                return Optional.empty();
            }
        }
    }

    private static Optional<ObjectNode> readable(RecordReader reader, String name) {
        try {
            return reader.object(name);
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    private static RunStatus status(String word) {
        for (RunStatus status : RunStatus.values()) {
            if (status.name().equals(word)) {
                return status;
            }
        }
        return RunStatus.INTERRUPTED;
    }
}
