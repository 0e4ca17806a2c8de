package dev.dispatch.cli.command;

import dev.dispatch.cli.output.CommandResult;
import picocli.CommandLine.Model.CommandSpec;

/** {@code skill update}: brings the skills of configured modules to the version that is configured now. */
final class SkillUpdateCommand implements Command {

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command(
                "skill update", "Bring the skills of modules to the version that the configuration names now.");
        return ModuleSkills.addTo(spec);
    }

    @Override
    public CommandResult run(Invocation invocation) {
        if (invocation.argument().isEmpty() && !invocation.flag(ModuleSkills.ALL)) {
            throw invocation.usage("Missing NAME or " + ModuleSkills.ALL);
        }
        return new ModuleSkills(invocation).install("updated");
    }
}
