package dev.dispatch.cli.skill;

import dev.dispatch.config.Config;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The member {@code modules} of the configuration: which repositories hold the skills of which modules. */
public final class SkillSources {

    private SkillSources() {}

    /**
     * What the configuration says, by name.
     *
     * @throws dev.dispatch.problem.ProblemException a {@code USAGE_ERROR} for what cannot be handed to another program
     */
    public static Map<String, SkillSource> of(Optional<Config> config) {
        Map<String, SkillSource> sources = new LinkedHashMap<>();
        config.ifPresent(found -> found.modules().forEach((name, module) -> {
            SkillSource source = new SkillSource(name, module.repo(), module.version());
            source.fault().ifPresent(fault -> {
                throw Problem.of(
                                ProblemCode.USAGE_ERROR,
                                "Cannot use modules." + name + " of the configuration: " + fault)
                        .exception();
            });
            sources.put(name, source);
        }));
        return sources;
    }
}
