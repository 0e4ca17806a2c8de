package dev.dispatch.engine;

import dev.dispatch.job.JobKind;
import dev.dispatch.job.JobText;
import dev.dispatch.json.JsonSource;
import dev.dispatch.json.JsonSyntaxException;
import dev.dispatch.json.Pointer;
import dev.dispatch.plan.GivenInputs;
import dev.dispatch.plan.Preflight;
import dev.dispatch.plan.PreflightResult;
import dev.dispatch.plan.Situation;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import java.nio.file.Path;
import java.util.Optional;

/** Looks at job files: reads one, sees what is there for it, and has it checked. */
final class JobCheck {

    private final Situations situations;

    JobCheck(Situations situations) {
        this.situations = situations;
    }

    /**
     * Looks at a file that is there.
     *
     * @param asked the job file that it is looked at for, the same or another one
     * @throws dev.dispatch.problem.ProblemException where the file cannot be read, or what is around it cannot be used
     */
    Checked look(Path file, Path asked, GivenInputs inputs, Preflight.Purpose purpose) {
        Situation situation = situations.of(file, asked);
        JsonSource source;
        try {
            source = JsonSource.read(JobText.of(file));
        } catch (JsonSyntaxException e) {
            Issue issue = Issue.at(IssueCode.INVALID_JSON, Pointer.ROOT, "The file is not JSON: " + e.getMessage())
                    .atPosition(Optional.of(e.position()))
                    .expected("a JSON document (RFC 8259)")
                    .actual("a text that is not JSON");
            return new Checked.Refused(Refusal.unreadable(issue, file.toString()));
        }
        String name = String.valueOf(file.getFileName());
        Preflight.Request request = new Preflight.Request(
                JobKind.of(name),
                source,
                inputs,
                purpose,
                null,
                name,
                file.toAbsolutePath().resolveSibling(""));
        return looked(file, situation, request);
    }

    /**
     * Looks at a job whose text is known, for a run.
     *
     * @param file where it once was; empty for a single action
     * @param baseUrl wins over the job's own; empty for none
     */
    Checked look(JsonSource source, JobKind kind, Optional<Path> file, GivenInputs inputs, Optional<String> baseUrl) {
        Situation situation = file.isPresent() ? situations.of(file.get(), file.get()) : situations.here();
        Path folder = file.orElse(Path.of("action")).toAbsolutePath().resolveSibling("");
        String name = file.map(path -> String.valueOf(path.getFileName())).orElse(null);
        return looked(
                file.orElse(folder),
                situation,
                new Preflight.Request(kind, source, inputs, Preflight.Purpose.RUN, baseUrl.orElse(null), name, folder));
    }

    private static Checked looked(Path file, Situation situation, Preflight.Request request) {
        PreflightResult result = new Preflight(situation).check(request);
        return new Checked.Looked(
                file,
                situation,
                result instanceof PreflightResult.Rejected rejected
                        ? MissingModules.advised(rejected, situation.config())
                        : result);
    }
}
