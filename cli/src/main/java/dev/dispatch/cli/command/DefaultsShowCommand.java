package dev.dispatch.cli.command;

import dev.dispatch.cli.output.CommandResult;
import dev.dispatch.json.Pointer;
import dev.dispatch.plan.DefaultsCheck;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueList;
import dev.dispatch.state.ActionDefaults;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.node.ObjectNode;

/** {@code defaults show}: what is stored for the payloads of actions, and what of it no longer fits. */
final class DefaultsShowCommand implements Command {

    @Override
    public CommandSpec spec() {
        CommandSpec spec =
                Options.command("defaults show", "Show the action defaults, which lie under the payloads of steps.");
        return spec.addOption(Options.text(DefaultsOptions.ACTION, "MODULE.ACTION", "only those of this action"));
    }

    @Override
    public CommandResult run(Invocation invocation) {
        ActionDefaults defaults = invocation.engine().actionDefaults();
        Map<String, ObjectNode> stored = defaults.read();
        Optional<String> only = invocation.text(DefaultsOptions.ACTION);
        only.ifPresent(action -> stored.keySet().retainAll(List.of(DefaultsOptions.action(invocation, action))));
        StoredValues shown = new StoredValues(defaults.path(), DefaultsOptions.object(stored), DefaultsOptions.NOUN)
                .warnings(warnings(invocation, stored, defaults.path().toString()));
        return CommandResult.answer(shown.toJson(), shown::write, List.of());
    }

    private static List<Issue> warnings(Invocation invocation, Map<String, ObjectNode> stored, String file) {
        if (stored.isEmpty()) {
            return List.of();
        }
        IssueList issues = IssueList.withoutText();
        DefaultsCheck check = new DefaultsCheck(invocation.engine().modules());
        stored.forEach((action, values) -> check.check(action, values, Pointer.ROOT.child(action), issues, issues));
        return issues.issues().stream().map(issue -> issue.with("file", file)).toList();
    }
}
