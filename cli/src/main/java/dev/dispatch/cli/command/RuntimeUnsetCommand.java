package dev.dispatch.cli.command;

import dev.dispatch.cli.output.CommandResult;
import dev.dispatch.problem.NearNames;
import dev.dispatch.problem.NextAction;
import dev.dispatch.state.RuntimeOverrides;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code runtime unset}: removes one value that every run has, or all of them. */
final class RuntimeUnsetCommand implements Command {

    private static final String ALL = "--all";

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command("runtime unset", "Remove a runtime override, or all of them.");
        spec.addPositional(Options.optionalArgument("KEY", "the key (see runtime show)"));
        return spec.addOption(Options.flag(ALL, "remove all of them"));
    }

    @Override
    public CommandResult run(Invocation invocation) {
        String key = invocation.argument();
        if (key.isEmpty() != invocation.flag(ALL)) {
            throw invocation.usage("'runtime unset' takes a KEY or " + ALL + ", one of the two");
        }
        RuntimeOverrides overrides = invocation.engine().runtimeOverrides();
        StoredValues stored = key.isEmpty() ? all(overrides) : one(overrides, key);
        return CommandResult.answer(stored.toJson(), stored::write, List.of());
    }

    private static StoredValues one(RuntimeOverrides overrides, String key) {
        Optional<JsonNode> before = overrides.unset(key);
        ObjectNode left = overrides.read();
        if (before.isEmpty()) {
            throw UsageProblem.notFound(
                    "There is no runtime override '" + key + "' in " + overrides.path(),
                    NearNames.of(key, left.propertyNames()),
                    NextAction.of("show the runtime overrides", "runtime", "show"));
        }
        return new StoredValues(overrides.path(), left, RuntimeShowCommand.NOUN).changed(key, before, Optional.empty());
    }

    private static StoredValues all(RuntimeOverrides overrides) {
        ObjectNode before = overrides.clear();
        StoredValues stored = new StoredValues(overrides.path(), overrides.read(), RuntimeShowCommand.NOUN).unchanged();
        before.properties()
                .forEach(member -> stored.changed(member.getKey(), Optional.of(member.getValue()), Optional.empty()));
        return stored;
    }
}
