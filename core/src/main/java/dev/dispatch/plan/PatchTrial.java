package dev.dispatch.plan;

import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSource;
import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.Patch;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Tries what should mend each finding on a copy of the job. A finding gets its patch where the finding is then gone and
 * nothing else has come in its place; only what was tried is shown. Patches of one job never undo each other.
 */
final class PatchTrial {

    private static final int MOST_TRIALS = 32;
    private static final int LONGEST_JOB = 256 * 1024;
    private static final int LONGEST_PATCH = 2_000;

    private final JsonSource source;
    private final PreflightResult.Rejected found;
    private final Function<JsonSource, PreflightResult> check;
    private final Map<IssueCode, Integer> before;
    private final Map<Pointer, Integer> wanted = new HashMap<>();
    private final Set<Pointer> touched = new HashSet<>();
    private int trials;

    /** @param check looks at a job again, as it was looked at when this was found */
    PatchTrial(JsonSource source, PreflightResult.Rejected found, Function<JsonSource, PreflightResult> check) {
        this.source = source;
        this.found = found;
        this.check = check;
        this.before = counted(found);
        findings(found)
                .filter(issue -> issue.mend() != null)
                .forEach(issue -> wanted.merge(issue.mend().path(), 1, Integer::sum));
    }

    /** The same findings, with the patches that mend. */
    PreflightResult.Rejected tried() {
        if (wanted.isEmpty() || source.text().length() > LONGEST_JOB) {
            return found;
        }
        return new PreflightResult.Rejected(
                found.job(),
                found.plan(),
                patched(found.jobIssues()),
                found.inputIssues(),
                patched(found.dependencyIssues()),
                patched(found.credentialIssues()),
                found.warnings(),
                found.next(),
                found.fillIssues(),
                found.fillable());
    }

    private List<Issue> patched(List<Issue> issues) {
        return issues.stream()
                .map(issue -> issue.mend() != null && mends(issue, issue.mend()) ? issue.patched() : issue)
                .toList();
    }

    private boolean mends(Issue issue, Patch patch) {
        boolean ambiguous = patch instanceof Patch.Move && wanted.getOrDefault(patch.path(), 0) > 1;
        if (ambiguous
                || !patch.fits(source.root())
                || places(patch).anyMatch(this::isTouched)
                || trials == MOST_TRIALS
                || Json.compact(patch.toJson()).length() > LONGEST_PATCH) {
            return false;
        }
        trials++;
        JsonSource mended =
                new JsonSource(source.text(), patch.applyTo(source.root()), source.positions(), source.duplicates());
        boolean works = switch (check.apply(mended)) {
            case PreflightResult.Ready _ -> true;
            case PreflightResult.Rejected rest -> isGone(issue, rest) && nothingNew(issue, rest);
        };
        if (works) {
            places(patch).forEach(touched::add);
        }
        return works;
    }

    private static Stream<Pointer> places(Patch patch) {
        return patch instanceof Patch.Move(Pointer from, Pointer path)
                ? Stream.of(from, path)
                : Stream.of(patch.path());
    }

    /** Whoever follows one patch after the other must find the place of each. */
    private boolean isTouched(Pointer place) {
        return touched.stream().anyMatch(other -> contains(other, place) || contains(place, other));
    }

    private static boolean contains(Pointer outer, Pointer inner) {
        return inner.equals(outer) || inner.text().startsWith(outer.text() + "/");
    }

    private static boolean isGone(Issue issue, PreflightResult.Rejected rest) {
        return findings(rest)
                .noneMatch(other -> other.code() == issue.code()
                        && other.pointer().equals(issue.pointer())
                        && other.message().equals(issue.message()));
    }

    /** By kind and not by place, since a patch may move what stands below its own place. */
    private boolean nothingNew(Issue issue, PreflightResult.Rejected rest) {
        return counted(rest).entrySet().stream()
                .allMatch(kind -> kind.getValue()
                        <= before.getOrDefault(kind.getKey(), 0) - (kind.getKey() == issue.code() ? 1 : 0));
    }

    private static Map<IssueCode, Integer> counted(PreflightResult.Rejected rejected) {
        Map<IssueCode, Integer> counts = new EnumMap<>(IssueCode.class);
        findings(rejected).forEach(issue -> counts.merge(issue.code(), 1, Integer::sum));
        return counts;
    }

    private static Stream<Issue> findings(PreflightResult.Rejected rejected) {
        return rejected.issues().stream();
    }
}
