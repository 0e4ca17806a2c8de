package dev.dispatch.engine;

import dev.dispatch.config.Config;
import dev.dispatch.plan.PreflightResult;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.NextAction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where a module that is not there can be had. */
final class MissingModules {

    private MissingModules() {}

    /** The same with the commands that install what is missing before all others, where a registry is configured. */
    static PreflightResult.Rejected advised(PreflightResult.Rejected rejected, Optional<Config> config) {
        if (config.flatMap(Config::registry).isEmpty()) {
            return rejected;
        }
        Map<String, NextAction> next = new LinkedHashMap<>();
        for (Issue issue : rejected.issues()) {
            String name = issue.attributes().path("moduleName").asString("");
            boolean missing = issue.code() == IssueCode.MISSING_MODULE_DEPENDENCY
                    || issue.code() == IssueCode.MODULE_VERSION_MISMATCH;
            if (missing && !name.isEmpty()) {
                String version = issue.attributes().path("requiredVersion").asString("");
                if (!version.isEmpty() || !next.containsKey(name)) {
                    next.put(name, install(name, version));
                }
            }
        }
        return next.isEmpty() ? rejected : rejected.nextFirst(List.copyOf(next.values()));
    }

    /** The command that installs a module, where a registry is configured. */
    static List<NextAction> install(String name, Optional<Config> config) {
        return config.flatMap(Config::registry).isPresent() ? List.of(install(name, "")) : List.of();
    }

    private static NextAction install(String name, String version) {
        List<String> words = new ArrayList<>(List.of("module", "install", "--name", name));
        if (!version.isEmpty()) {
            words.addAll(List.of("--version", version));
        }
        return new NextAction(words, "install the module " + name + " from the registry");
    }
}
