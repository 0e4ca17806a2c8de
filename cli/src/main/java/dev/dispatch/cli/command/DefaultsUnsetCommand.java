package dev.dispatch.cli.command;

import dev.dispatch.cli.output.CommandResult;
import dev.dispatch.problem.NearNames;
import dev.dispatch.problem.NextAction;
import dev.dispatch.state.ActionDefaults;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.node.ObjectNode;

/** {@code defaults unset}: removes what is stored for an action. */
final class DefaultsUnsetCommand implements Command {

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command("defaults unset", "Remove the defaults of an action.");
        return spec.addOption(
                Options.required(DefaultsOptions.ACTION, "MODULE.ACTION", "the action (see defaults show)"));
    }

    @Override
    public CommandResult run(Invocation invocation) {
        String action = DefaultsOptions.action(invocation, invocation.required(DefaultsOptions.ACTION));
        ActionDefaults defaults = invocation.engine().actionDefaults();
        Optional<ObjectNode> before = defaults.unset(action);
        Map<String, ObjectNode> left = defaults.read();
        if (before.isEmpty()) {
            throw UsageProblem.notFound(
                    "There are no defaults of '" + action + "' in " + defaults.path(),
                    NearNames.of(action, left.keySet()),
                    NextAction.of("show the action defaults", "defaults", "show"));
        }
        StoredValues stored = new StoredValues(defaults.path(), DefaultsOptions.object(left), DefaultsOptions.NOUN)
                .changed(action, before, Optional.empty());
        return CommandResult.answer(stored.toJson(), stored::write, List.of());
    }
}
