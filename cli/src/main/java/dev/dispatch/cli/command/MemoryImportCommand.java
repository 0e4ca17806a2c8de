package dev.dispatch.cli.command;

import dev.dispatch.cli.output.CommandResult;
import picocli.CommandLine.Model.CommandSpec;

/** {@code memory import}: brings exported namespaces into memory, all of them or none. */
final class MemoryImportCommand implements Command {

    private static final String DRY_RUN = "--dry-run";

    @Override
    public CommandSpec spec() {
        CommandSpec spec = MemoryTransfer.addTo(Options.command(
                "memory import", "Bring exported memory in: its keys win over those there, all namespaces or none."));
        return spec.addOption(Options.flag(DRY_RUN, "only show what would change"));
    }

    @Override
    public CommandResult run(Invocation invocation) {
        MemoryTransfer transfer = new MemoryTransfer(invocation);
        return invocation.flag(DRY_RUN) ? transfer.preview() : transfer.run();
    }
}
