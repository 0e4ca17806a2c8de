package dev.dispatch.cli.command;

import dev.dispatch.cli.output.CommandResult;
import dev.dispatch.cli.skill.Skill;
import dev.dispatch.json.Json;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.node.ObjectNode;

/** {@code skill-version}: the version of the instructions for agents that ship with the program. */
final class SkillVersionCommand implements Command {

    @Override
    public CommandSpec spec() {
        return Options.command("skill-version", "Print the version of the SKILL.md that ships with dispatch.");
    }

    @Override
    public CommandResult run(Invocation invocation) {
        Skill skill = Skill.shipped(invocation.session().settings().distribution());
        ObjectNode document = Json.object();
        document.put("skillVersion", skill.version());
        document.put("path", skill.file().toString());
        return CommandResult.answer(document, page -> page.line(skill.version()), List.of());
    }
}
