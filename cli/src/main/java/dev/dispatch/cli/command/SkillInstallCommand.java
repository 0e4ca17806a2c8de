package dev.dispatch.cli.command;

import dev.dispatch.cli.output.CommandResult;
import dev.dispatch.cli.skill.Skill;
import dev.dispatch.cli.skill.SkillFolder;
import dev.dispatch.json.Json;
import dev.dispatch.problem.NextAction;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.node.ObjectNode;

/** {@code skill install}: puts the shipped skill, or those of configured modules, where agents look for them. */
final class SkillInstallCommand implements Command {

    private static final String INTO = "--into";
    private static final String FORCE = "--force";

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command(
                "skill install", "Install the skill of dispatch, or the skills of modules, for agents to find.");
        ModuleSkills.addTo(spec);
        spec.addOption(Options.text(
                INTO,
                "DIR",
                "where the skill of dispatch goes, as DIR/dispatch/SKILL.md; default " + SkillFolder.USUAL));
        return spec.addOption(Options.flag(FORCE, "replace a skill of dispatch that is there and differs"));
    }

    @Override
    public CommandResult run(Invocation invocation) {
        boolean ofModules = !invocation.argument().isEmpty() || invocation.flag(ModuleSkills.ALL);
        if (!ofModules) {
            return installShipped(invocation);
        }
        if (invocation.text(INTO).isPresent() || invocation.flag(FORCE)) {
            throw invocation.usage(INTO + " and " + FORCE + " are for the skill of dispatch itself, without NAME and "
                    + ModuleSkills.ALL);
        }
        return new ModuleSkills(invocation).install("installed");
    }

    private static CommandResult installShipped(Invocation invocation) {
        Skill skill = Skill.shipped(invocation.session().settings().distribution());
        Path target = invocation.path(INTO, invocation.text(INTO).orElse(SkillFolder.USUAL));
        SkillFolder folder = new SkillFolder(target);
        Path file = folder.file(skill);
        if (!invocation.flag(FORCE) && folder.differs(skill)) {
            throw differs(file, invocation.text(INTO));
        }
        SkillFolder.Outcome outcome = folder.write(skill);
        ObjectNode document = Json.object();
        document.put("path", file.toString());
        document.put("change", outcome.word());
        document.put("skillVersion", skill.version());
        return CommandResult.answer(document, page -> page.line(outcome.word() + "  " + file), List.of());
    }

    private static RuntimeException differs(Path file, Optional<String> into) {
        List<String> again = new ArrayList<>(List.of("skill", "install"));
        into.ifPresent(folder -> again.addAll(List.of(INTO, folder)));
        again.add(FORCE);
        ObjectNode details = Json.object();
        details.put("file", file.toString());
        return Problem.of(
                        ProblemCode.USAGE_ERROR,
                        "The skill in " + file + " differs from the one of this dispatch: it is of another version, or"
                                + " somebody changed it")
                .details(details)
                .next(List.of(new NextAction(again, "replace it; what was changed in it is lost")))
                .exception();
    }
}
