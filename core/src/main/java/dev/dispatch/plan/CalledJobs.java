package dev.dispatch.plan;

import dev.dispatch.job.JobKind;
import dev.dispatch.job.JobText;
import dev.dispatch.json.JsonSource;
import dev.dispatch.json.JsonSyntaxException;
import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The jobs that one job calls, and those that they call: each file is read and checked once, however often it is called. */
final class CalledJobs {

    /** How many jobs may call each other in a row. */
    static final int DEEPEST = 16;

    /** How many files one job may reach. */
    static final int MOST = 200;

    /** What came of looking at a file. */
    sealed interface Looked {

        /** It can be planned; what keeps it from running all the same is in the result. */
        record Planned(CalledJob job, PreflightResult result) implements Looked {}

        record Broken(PreflightResult.Rejected rejected) implements Looked {}

        /** The finding is about the file itself. */
        record Unreadable(Issue issue) implements Looked {}

        /** The names of the files that call each other, the last one calls the first. */
        record Circle(List<String> names) implements Looked {}

        record TooMany(String expected) implements Looked {}
    }

    /** What the check of a file depends on besides the file. */
    private record Key(Path file, Optional<String> baseUrl, boolean ofCase) {}

    private final Preflight preflight;
    private final List<Path> path = new ArrayList<>();
    private final Map<Key, Looked> known = new HashMap<>();

    /** @param root the job that all of this is done for; null where it has no file */
    CalledJobs(Preflight preflight, @Nullable Path root) {
        this.preflight = preflight;
        // A place of its own also without a file, so that the path is as long as the calls are deep.
        this.path.add(root == null ? Path.of("") : identity(root));
    }

    /**
     * Looks at a regular file.
     *
     * @param caller the job that calls it
     * @param http that of the caller
     */
    Looked look(Path file, Preflight.Request caller, HttpPlan http) {
        Path identity = identity(file);
        int open = path.indexOf(identity);
        if (open >= 0) {
            List<String> names = path.subList(open, path.size()).stream()
                    .map(each -> String.valueOf(each.getFileName()))
                    .toList();
            return new Looked.Circle(names);
        }
        Key key = new Key(identity, http.baseUrl(), caller.ofCase());
        Looked found = known.get(key);
        if (path.size()
                        + (found instanceof Looked.Planned planned
                                ? planned.job().height()
                                : 1)
                > DEEPEST + 1) {
            return new Looked.TooMany("at most " + DEEPEST + " jobs that call each other in a row");
        }
        if (found == null && known.size() == MOST) {
            return new Looked.TooMany("at most " + MOST + " jobs that are called from one");
        }
        if (found == null) {
            path.add(identity);
            found = looked(file, caller, http);
            path.removeLast();
            known.put(key, found);
        }
        return found;
    }

    /** Whether there is such a file, or was when it was recorded. */
    boolean isThere(Path file) {
        return preflight.recorded(file).isPresent() || Files.isRegularFile(file);
    }

    private Looked looked(Path file, Preflight.Request caller, HttpPlan http) {
        JsonSource source;
        try {
            Optional<JsonSource> recorded = preflight.recorded(file);
            source = recorded.isPresent() ? recorded.get() : JsonSource.read(JobText.of(file));
        } catch (JsonSyntaxException e) {
            return new Looked.Unreadable(
                    Issue.at(IssueCode.INVALID_JSON, Pointer.ROOT, "The file is not JSON: " + e.getMessage())
                            .atPosition(Optional.of(e.position()))
                            .expected("a JSON document (RFC 8259)")
                            .actual("a text that is not JSON"));
        } catch (ProblemException e) {
            return new Looked.Unreadable(
                    Issue.at(IssueCode.INVALID_CALL, Pointer.ROOT, e.problem().message())
                            .expected("a file that can be read")
                            .actual(String.valueOf(file.getFileName())));
        }
        String name = String.valueOf(file.getFileName());
        PreflightResult result = preflight.look(new Preflight.Request(
                JobKind.of(name),
                source,
                GivenInputs.NONE,
                caller.purpose(),
                null,
                name,
                file.resolveSibling(""),
                new Preflight.Caller(http, caller.ofCase())));
        return switch (result) {
            case PreflightResult.Ready ready -> planned(file, ready.plan(), result);
            case PreflightResult.Rejected rejected ->
                rejected.plan()
                        .<Looked>map(plan -> planned(file, plan, result))
                        .orElseGet(() -> new Looked.Broken(rejected));
        };
    }

    private Looked planned(Path file, Plan plan, PreflightResult result) {
        int height = 0;
        for (CalledJob called : plan.calls()) {
            height = Math.max(height, called.height());
        }
        return new Looked.Planned(new CalledJob(file, plan, preflight.generator(), height + 1), result);
    }

    /** The file behind all links, so that a circle has an end whatever its files are called. */
    private static Path identity(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            return file.toAbsolutePath().normalize();
        }
    }
}
