package dev.dispatch.authoring;

import dev.dispatch.json.JsonSource;
import dev.dispatch.json.JsonSyntaxException;
import dev.dispatch.json.Pointer;
import dev.dispatch.module.LoadedModule;
import dev.dispatch.module.ShippedJob;
import dev.dispatch.plan.GivenInputs;
import dev.dispatch.plan.Preflight;
import dev.dispatch.plan.PreflightResult;
import dev.dispatch.plan.Situation;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Has every job that a module ships checked; what only a run needs to be given is a warning. */
final class JobsCheck {

    private static final long LARGEST = 16L * 1024 * 1024;

    private final Situation situation;
    private final List<Finding> errors;
    private final List<Finding> warnings;

    /** @param situation with the module among its modules */
    JobsCheck(Situation situation, List<Finding> errors, List<Finding> warnings) {
        this.situation = situation;
        this.errors = errors;
        this.warnings = warnings;
    }

    void check(LoadedModule module) {
        check(module.jobs());
    }

    /** As far as that can be told while the module itself cannot be loaded. */
    void checkWithout(String module, List<ShippedJob> jobs) {
        check(jobs);
        errors.removeIf(finding -> finding.issue().code() == IssueCode.MISSING_MODULE_DEPENDENCY
                && finding.issue().attributes().path("moduleName").asString("").equals(module));
    }

    private void check(List<ShippedJob> jobs) {
        Map<String, Path> ids = new HashMap<>();
        for (ShippedJob job : jobs) {
            Path first = ids.putIfAbsent(job.id(), job.path());
            if (first != null) {
                errors.add(Finding.of(
                        Issue.at(Finding.CODE, Pointer.ROOT, "The id '" + job.id() + "' is also that of " + first)
                                .atPath(job.path().toString())
                                .expected("an id of its own; the name of the file is the id")
                                .actual(job.id())));
            }
            check(job);
        }
    }

    private void check(ShippedJob job) {
        try {
            if (Files.size(job.path()) > LARGEST) {
                unreadable(job, "The job file is larger than 16 MiB");
                return;
            }
            look(job, JsonSource.read(Files.readString(job.path())));
        } catch (JsonSyntaxException e) {
            add(
                    errors,
                    job,
                    Issue.at(IssueCode.INVALID_JSON, Pointer.ROOT, "The file is not JSON: " + e.getMessage())
                            .atPosition(Optional.of(e.position()))
                            .expected("a JSON document (RFC 8259)"));
        } catch (CharacterCodingException e) {
            unreadable(job, "The job file is not text in UTF-8");
        } catch (IOException e) {
            unreadable(job, "The job file cannot be read: " + e.getMessage());
        }
    }

    private void look(ShippedJob job, JsonSource source) {
        String name = String.valueOf(job.path().getFileName());
        Preflight.Request request = new Preflight.Request(
                job.kind(),
                source,
                GivenInputs.NONE,
                Preflight.Purpose.VALIDATE,
                null,
                name,
                job.path().toAbsolutePath().resolveSibling(""));
        List<Issue> open = new ArrayList<>();
        switch (new Preflight(situation).check(request)) {
            case PreflightResult.Ready ready -> open.addAll(ready.warnings());
            case PreflightResult.Rejected rejected -> {
                for (Issue issue : rejected.issues()) {
                    if (isOpen(issue)) {
                        open.add(rejected.placed(issue));
                    } else {
                        add(errors, job, rejected.placed(issue));
                    }
                }
                open.addAll(rejected.warnings());
                open.sort(Issue.IN_DOCUMENT_ORDER);
            }
        }
        open.forEach(issue -> add(warnings, job, issue));
    }

    /** What whoever runs the job gives. */
    private static boolean isOpen(Issue issue) {
        return switch (issue.code()) {
            case MISSING_INPUT, MISSING_ENV, MISSING_CREDENTIAL_ENV, MISSING_MEMORY_DEPENDENCY, UNRESOLVED_REFERENCE ->
                true;
            default -> false;
        };
    }

    private void unreadable(ShippedJob job, String message) {
        add(errors, job, Issue.at(IssueCode.INVALID_JSON, Pointer.ROOT, message).expected("a job file"));
    }

    private static void add(List<Finding> findings, ShippedJob job, Issue issue) {
        findings.add(Finding.of(issue.atPath(job.path().toString())));
    }
}
