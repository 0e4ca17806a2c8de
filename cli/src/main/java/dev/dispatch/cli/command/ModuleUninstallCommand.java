package dev.dispatch.cli.command;

import dev.dispatch.archive.InstalledModule;
import dev.dispatch.cli.output.CommandResult;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code module uninstall}: removes a module from the user's layer. */
final class ModuleUninstallCommand implements Command {

    private static final String MODULE_VERSION = "--module-version";

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command("module uninstall", "Remove an installed module of this user.");
        spec.addOption(Options.required(ModuleInstallCommand.NAME, "NAME", "the module's name"));
        return spec.addOption(Options.text(MODULE_VERSION, "V", "which version; needed where several are installed"));
    }

    @Override
    public CommandResult run(Invocation invocation) {
        InstalledModule module = invocation
                .engine()
                .shipping()
                .uninstall(invocation.required(ModuleInstallCommand.NAME), invocation.text(MODULE_VERSION));
        return CommandResult.answer(
                ModuleInstallCommand.document(module), page -> ModuleInstallCommand.writeLine(page, module), List.of());
    }
}
