package dev.dispatch.config;

import dev.dispatch.expression.Generator;
import dev.dispatch.policy.Policies;
import dev.dispatch.problem.Issue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What all files of configuration say together.
 *
 * @param modules where modules come from, by name
 * @param policies of all files and of the one that {@code DISPATCH_POLICY} names
 * @param http the defaults of each file that has some, the weakest first
 * @param secrets every value in the files that must not be shown
 */
public record Config(
        Map<String, ModuleSource> modules,
        Optional<Registry> registry,
        Policies policies,
        List<HttpDefaults> http,
        List<String> secrets) {

    /** What reading gave. */
    public sealed interface Loading {

        record Loaded(Config config) implements Loading {}

        /** Nothing may run: what is wrong in all of the files, each issue with the attribute {@code file}. */
        record Invalid(List<Issue> issues) implements Loading {
            public Invalid {
                issues = List.copyOf(issues);
            }
        }
    }

    public Config {
        modules = Collections.unmodifiableMap(new LinkedHashMap<>(modules));
        http = List.copyOf(http);
        secrets = List.copyOf(secrets);
    }

    /**
     * Reads all files; a file that cannot be read is an issue too.
     *
     * @param environment what <code>${env.X}</code> sees
     */
    public static Loading load(ConfigFiles files, Map<String, String> environment, Generator generator) {
        return new ConfigLoader(environment, generator).load(files);
    }

    /** Without the secrets: any text may have been made of a variable, so that only names are told. */
    @Override
    public String toString() {
        return "Config[modules=" + modules.keySet() + ", registry=" + registry.map(Registry::file) + "]";
    }
}
