package dev.dispatch.cli.command;

import dev.dispatch.authoring.ModuleCheck;
import dev.dispatch.cli.output.CommandResult;
import dev.dispatch.cli.output.IssueText;
import dev.dispatch.cli.output.Page;
import dev.dispatch.cli.output.ShownPath;
import dev.dispatch.cli.output.Tone;
import dev.dispatch.job.JobKind;
import dev.dispatch.module.LoadedModule;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.NextAction;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code module validate}: whether a module is written well and can be shared, or every reason why not. */
final class ModuleValidateCommand implements Command {

    private static final String FAILED = "module validation failed";

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command(
                "module validate", "Check a module: manifest, code, schemas, jobs, and whether it can be packed.");
        return spec.addOption(
                Options.required(Options.PATH, "DIR", "the module's folder; it need not be in a workspace"));
    }

    @Override
    public CommandResult run(Invocation invocation) {
        Path folder = invocation.path(Options.PATH, invocation.required(Options.PATH));
        ModuleCheck check = invocation.engine().moduleValidation().check(folder);
        ObjectNode document = check.toJson();
        if (!check.passed()) {
            return CommandResult.failure(problem(check, document));
        }
        Path here = invocation.session().settings().workingDirectory();
        return CommandResult.answer(document, page -> write(page, check, document, here), next(check, invocation));
    }

    private static Problem problem(ModuleCheck check, ObjectNode document) {
        List<Issue> issues = check.issues();
        boolean denied = issues.stream().anyMatch(issue -> issue.code() == IssueCode.POLICY_DENIED);
        return Problem.of(denied ? ProblemCode.POLICY_DENIED : ProblemCode.USAGE_ERROR, FAILED, issues)
                .details(document)
                .next(advice(
                        check,
                        issues.stream()
                                .filter(issue -> !issue.attributes().has("readiness"))
                                .toList()));
    }

    private static List<NextAction> advice(ModuleCheck check, List<Issue> issues) {
        String manifest = check.folder().resolve("module.json").toString();
        List<NextAction> next = new ArrayList<>();
        if (!Files.exists(check.folder().resolve("module.json"))) {
            return List.of(NextAction.of("see how a module is made", "module", "init", Options.HELP));
        }
        if (issues.stream()
                .anyMatch(issue -> issue.path().equals(manifest) && issue.code() != IssueCode.POLICY_DENIED)) {
            next.add(NextAction.of("show what module.json may hold", "schema", "module", "--print"));
        }
        if (issues.stream()
                .anyMatch(issue ->
                        issue.path().endsWith(".job.case.json") || issue.path().endsWith(".job.seed.json"))) {
            next.add(NextAction.of("show what a job file may hold", "schema", "case", "--print"));
        }
        return next;
    }

    /** A job is advised only where it would use this very folder, packing only where it was not packed before. */
    private static List<NextAction> next(ModuleCheck check, Invocation invocation) {
        LoadedModule module = Objects.requireNonNull(check.module());
        boolean used = invocation.engine().modules().modulesNamed(module.name()).stream()
                .anyMatch(known -> check.folder().equals(known.folder()));
        List<NextAction> next = new ArrayList<>();
        module.jobs().stream()
                .filter(job -> used && job.kind() == JobKind.CASE)
                .limit(1)
                .forEach(job -> next.add(NextAction.of(
                        "see what a job of the module would do",
                        "job",
                        "plan",
                        Options.CASE,
                        job.path().toString())));
        if (!Files.exists(check.folder().resolve("artifact.json"))) {
            Path here = invocation.session().settings().workingDirectory();
            Path bundle = here.resolve(module.name() + "-" + module.version() + ".dpmod.zip");
            next.add(NextAction.of(
                    "pack it into one file",
                    "module",
                    "pack",
                    Options.PATH,
                    check.folder().toString(),
                    Options.OUT,
                    bundle.toString()));
        }
        return next;
    }

    private static void write(Page page, ModuleCheck check, ObjectNode document, Path here) {
        LoadedModule module = Objects.requireNonNull(check.module());
        page.add(Tone.GOOD, "valid").line("  " + module.name() + " " + module.version());
        page.line("  " + ShownPath.in(here, check.folder().toString()));
        page.line("  " + document.path("hash").asString(""));
        page.line("  " + counted(module.actions().size(), "action") + ", "
                + counted(module.jobs().size(), "job") + ", ready to be packed");
        List<JsonNode> parts = List.of(
                document.path("authoringValidity").path("warnings"),
                document.path("artifactReadiness").path("warnings"),
                document.path("warnings"));
        if (parts.stream().anyMatch(part -> !part.isEmpty())) {
            page.line("warnings:");
            parts.forEach(part -> IssueText.write(page, Tone.CAUTION, part));
        }
    }

    private static String counted(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
