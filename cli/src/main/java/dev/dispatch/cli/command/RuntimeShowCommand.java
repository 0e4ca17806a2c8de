package dev.dispatch.cli.command;

import dev.dispatch.cli.output.CommandResult;
import dev.dispatch.state.RuntimeOverrides;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code runtime show}: what every run finds under {@code run} when it starts. */
final class RuntimeShowCommand implements Command {

    static final String NOUN = "runtime overrides";

    @Override
    public CommandSpec spec() {
        return Options.command("runtime show", "Show the runtime overrides: values that every run has as run.<key>.");
    }

    @Override
    public CommandResult run(Invocation invocation) {
        RuntimeOverrides overrides = invocation.engine().runtimeOverrides();
        StoredValues shown = new StoredValues(overrides.path(), overrides.read(), NOUN);
        return CommandResult.answer(shown.toJson(), shown::write, List.of());
    }
}
