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
        PreflightResult result = new Preflight(situation).check(request);
        return new Checked.Looked(
                file,
                situation,
                result instanceof PreflightResult.Rejected rejected
                        ? MissingModules.advised(rejected, situation.config())
                        : result);
    }
}
