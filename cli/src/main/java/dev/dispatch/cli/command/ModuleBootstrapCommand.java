package dev.dispatch.cli.command;

import dev.dispatch.archive.ModuleShipping.Bootstrap;
import dev.dispatch.archive.ModuleShipping.Bootstrapped;
import dev.dispatch.archive.ModuleShipping.Refused;
import dev.dispatch.cli.output.CommandResult;
import dev.dispatch.cli.output.Page;
import dev.dispatch.json.Json;
import dev.dispatch.json.Listing;
import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.NextAction;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.node.ObjectNode;

/** {@code module bootstrap}: installs every module of a workspace into the user's layer. */
final class ModuleBootstrapCommand implements Command {

    private static final String FROM = "--from";

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command(
                "module bootstrap", "Install the modules of a workspace for this user, to use them from everywhere.");
        return spec.addOption(Options.text(
                FROM, "DIR", "the workspace, a folder with modules/; default the one around the current folder"));
    }

    @Override
    public CommandResult run(Invocation invocation) {
        Path root = root(invocation);
        Bootstrap done = invocation.engine().shipping().bootstrap(root.resolve("modules"));
        ObjectNode document = Json.object().put("workspaceRoot", root.toString());
        Listing.add(document, "installed", done.installed(), invocation.extent(), ModuleBootstrapCommand::entry);
        if (done.refused().isEmpty()) {
            List<NextAction> next = done.installed().isEmpty()
                    ? List.of()
                    : List.of(NextAction.of("list the modules and their layers", "module", "list"));
            return CommandResult.answer(document, page -> write(page, done), next);
        }
        return new CommandResult.Failure(problem(done, document), Optional.of(page -> write(page, done)));
    }

    private static Path root(Invocation invocation) {
        Optional<String> from = invocation.text(FROM);
        Path root = from.map(folder -> invocation.path(FROM, folder))
                .or(() -> invocation.engine().workspace())
                .orElseThrow(() -> missing("There is no workspace here: no folder upwards has modules/ or"
                        + " dispatch.config.json; name one with " + FROM));
        if (!Files.isDirectory(root.resolve("modules"))) {
            throw missing("There is no folder " + root.resolve("modules"));
        }
        return root;
    }

    private static RuntimeException missing(String message) {
        return Problem.of(ProblemCode.NOT_FOUND, message)
                .next(List.of(NextAction.of("see the options of module bootstrap", "module", "bootstrap", "--help")))
                .exception();
    }

    private static ObjectNode entry(Bootstrapped done) {
        ObjectNode module = ModuleInstallCommand.document(done.module());
        return Json.object()
                .put("name", module.path("name").asString(""))
                .put("version", module.path("version").asString(""))
                .put("sourceDir", done.source().toString())
                .put("installDir", module.path("installDir").asString(""))
                .put("change", module.path("change").asString(""));
    }

    private static Problem problem(Bootstrap done, ObjectNode document) {
        List<Issue> issues = new ArrayList<>();
        boolean denied = false;
        for (Refused refused : done.refused()) {
            Problem problem = refused.problem();
            denied |= problem.code() == ProblemCode.POLICY_DENIED;
            issues.addAll(problem.issues().isEmpty() ? List.of(issue(refused)) : problem.issues());
        }
        String message = done.refused().size() + " of "
                + (done.refused().size() + done.installed().size()) + " modules could not be installed";
        return Problem.of(denied ? ProblemCode.POLICY_DENIED : ProblemCode.RUNTIME_ERROR, message, issues)
                .details(document)
                .next(List.of(NextAction.of("list the modules that can be used", "module", "list")));
    }

    /** Of a problem without a place in a file. */
    private static Issue issue(Refused refused) {
        Problem problem = refused.problem();
        boolean denied = problem.code() == ProblemCode.POLICY_DENIED;
        Issue issue = Issue.at(
                        denied ? IssueCode.POLICY_DENIED : IssueCode.MODULE_LOAD_FAILED,
                        Pointer.ROOT,
                        problem.message())
                .atPath(refused.source().toString())
                .expected(denied ? "a module that policies allow" : "a module that can be packed")
                .actual(denied ? "one that they forbid" : "one that cannot");
        return denied
                ? issue.with("rule", problem.details().path("rule").asString(""))
                        .with("file", problem.details().path("file").asString(""))
                : issue;
    }

    private static void write(Page page, Bootstrap done) {
        if (done.installed().isEmpty() && done.refused().isEmpty()) {
            page.line("There are no modules.");
        }
        done.installed().forEach(each -> ModuleInstallCommand.writeLine(page, each.module()));
    }
}
