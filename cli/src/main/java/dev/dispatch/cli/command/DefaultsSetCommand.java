package dev.dispatch.cli.command;

import dev.dispatch.cli.output.CommandResult;
import dev.dispatch.json.JsonSource;
import dev.dispatch.json.Pointer;
import dev.dispatch.plan.DefaultsCheck;
import dev.dispatch.problem.IssueList;
import dev.dispatch.problem.NextAction;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.state.ActionDefaults;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.node.ObjectNode;

/** {@code defaults set}: stores what lies under every payload of an action from now on. */
final class DefaultsSetCommand implements Command {

    private static final String FILE = "--file";

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command(
                "defaults set", "Store members of an action's payload for every step that does not give them.");
        spec.addOption(Options.required(DefaultsOptions.ACTION, "MODULE.ACTION", "the action (see module list)"));
        return spec.addOption(Options.required(FILE, "FILE|-", "the members as a JSON object; - reads standard input"));
    }

    @Override
    public CommandResult run(Invocation invocation) {
        String action = DefaultsOptions.action(invocation, invocation.required(DefaultsOptions.ACTION));
        String file = invocation.required(FILE);
        JsonSource source = new JsonFile(invocation, FILE, "defaults", 1).read(file);
        ObjectNode values = (ObjectNode) source.root();
        IssueList issues = IssueList.about(source);
        IssueList warnings = IssueList.about(source);
        new DefaultsCheck(invocation.engine().modules()).check(action, values, Pointer.ROOT, issues, warnings);
        if (!issues.isEmpty()) {
            return CommandResult.failure(Problem.of(
                            ProblemCode.USAGE_ERROR,
                            "The defaults in " + JsonFile.shown(file) + " do not fit " + action
                                    + "; nothing was stored",
                            issues.issues())
                    .next(schema(action, warnings)));
        }
        ActionDefaults defaults = invocation.engine().actionDefaults();
        Optional<ObjectNode> before = defaults.set(action, values);
        StoredValues stored = new StoredValues(
                        defaults.path(), DefaultsOptions.object(defaults.read()), DefaultsOptions.NOUN)
                .changed(action, before, Optional.of(values))
                .warnings(warnings.issues());
        return CommandResult.answer(stored.toJson(), stored::write, schema(action, warnings));
    }

    /** An action that is not there has nothing to show. */
    private static List<NextAction> schema(String action, IssueList warnings) {
        return List.of(
                warnings.isEmpty()
                        ? NextAction.of(
                                "show what the action takes and gives", "schema", "action", "--name", action, "--print")
                        : NextAction.of("list the modules and actions that are there", "module", "list"));
    }
}
