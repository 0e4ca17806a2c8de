package dev.dispatch.cli.command;

import dev.dispatch.cli.output.CommandResult;
import dev.dispatch.cli.output.Page;
import dev.dispatch.cli.skill.SkillInstaller;
import dev.dispatch.cli.skill.SkillSource;
import dev.dispatch.cli.skill.SkillSources;
import dev.dispatch.config.Config;
import dev.dispatch.engine.EngineSettings;
import dev.dispatch.json.Json;
import dev.dispatch.problem.NearNames;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Installs the skills of the modules that the configuration names: one of them or all. */
final class ModuleSkills {

    static final String ALL = "--all";

    private final Invocation invocation;
    private final EngineSettings settings;

    ModuleSkills(Invocation invocation) {
        this.invocation = invocation;
        this.settings = invocation.session().settings();
    }

    static CommandSpec addTo(CommandSpec spec) {
        spec.addPositional(Options.optionalArgument("NAME", "a module under modules in dispatch.config.json"));
        return spec.addOption(Options.flag(ALL, "the skills of every module under modules in dispatch.config.json"));
    }

    /**
     * Installs them one after the other; the first that fails ends it.
     *
     * @param member of the result under which they are listed
     */
    CommandResult install(String member) {
        List<SkillSource> wanted = wanted();
        invocation.engine().config().ifPresent(ModuleSkills::checkPolicies);
        SkillInstaller installer = new SkillInstaller(
                settings.workingDirectory(),
                settings.environment(),
                line -> invocation.session().writer().remark(line));
        List<SkillSource> done = new ArrayList<>();
        for (SkillSource source : wanted) {
            try {
                installer.install(source);
            } catch (ProblemException e) {
                throw e.problem().details(listed(member, done)).exception();
            }
            done.add(source);
        }
        return CommandResult.answer(listed(member, done), page -> write(page, member, done), List.of());
    }

    private static void checkPolicies(Config config) {
        config.policies().program("npx").ifPresent(denial -> {
            throw Problem.of(ProblemCode.POLICY_DENIED, denial.message())
                    .details(Json.object().put("rule", denial.rule()).put("file", denial.file()))
                    .exception();
        });
    }

    private List<SkillSource> wanted() {
        String name = invocation.argument();
        boolean all = invocation.flag(ALL);
        if (all && !name.isEmpty()) {
            throw invocation.usage("Give NAME or " + ALL + ", not both");
        }
        Map<String, SkillSource> sources = SkillSources.of(invocation.engine().config());
        if (all) {
            if (sources.isEmpty()) {
                throw invocation.usage("No configuration names modules; add modules.NAME {repo, version} to"
                        + " dispatch.config.json");
            }
            return List.copyOf(sources.values());
        }
        SkillSource source = sources.get(name);
        if (source == null) {
            throw unknown(name, sources);
        }
        return List.of(source);
    }

    private static RuntimeException unknown(String name, Map<String, SkillSource> sources) {
        ObjectNode details = Json.object();
        List<String> near = NearNames.of(name, sources.keySet());
        String message = "No configuration has '" + name + "' under modules";
        if (!near.isEmpty()) {
            details.set("suggestions", Json.texts(near));
        } else if (sources.isEmpty()) {
            message += "; add modules." + name + " {repo, version} to dispatch.config.json";
        } else {
            message += "; there are " + String.join(", ", sources.keySet());
        }
        return Problem.of(ProblemCode.NOT_FOUND, message).details(details).exception();
    }

    private static ObjectNode listed(String member, List<SkillSource> sources) {
        ObjectNode document = Json.object();
        ArrayNode array = document.putArray(member);
        for (SkillSource source : sources) {
            ObjectNode entry = array.addObject().put("name", source.name()).put("repo", source.repo());
            source.version().ifPresent(version -> entry.put("version", version));
        }
        return document;
    }

    private static void write(Page page, String member, List<SkillSource> done) {
        for (SkillSource source : done) {
            page.line(member + "  " + source.name() + "  " + source.word());
        }
    }
}
