package dev.dispatch.cli.command;

import dev.dispatch.cli.output.CommandResult;
import picocli.CommandLine.Model.CommandSpec;

/** {@code memory diff}: what an import would change. */
final class MemoryDiffCommand implements Command {

    @Override
    public CommandSpec spec() {
        return MemoryTransfer.addTo(Options.command(
                "memory diff", "Show how exported memory differs from what is there: what an import would change."));
    }

    @Override
    public CommandResult run(Invocation invocation) {
        return new MemoryTransfer(invocation).preview();
    }
}
