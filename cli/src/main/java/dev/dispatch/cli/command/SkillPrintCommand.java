package dev.dispatch.cli.command;

import dev.dispatch.cli.output.CommandResult;
import dev.dispatch.cli.skill.Skill;
import dev.dispatch.json.Json;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.node.ObjectNode;

/** {@code skill print}: the skill document that ships with the program. */
final class SkillPrintCommand implements Command {

    @Override
    public CommandSpec spec() {
        return Options.command("skill print", "Print the skill document: how an agent uses dispatch.");
    }

    @Override
    public CommandResult run(Invocation invocation) {
        Skill skill = Skill.shipped(invocation.session().settings().distribution());
        ObjectNode document = Json.object();
        document.put("name", skill.name());
        document.put("description", skill.description());
        document.put("skillVersion", skill.version());
        document.put("text", skill.text());
        return CommandResult.answer(document, page -> page.block(skill.text()), List.of());
    }
}
