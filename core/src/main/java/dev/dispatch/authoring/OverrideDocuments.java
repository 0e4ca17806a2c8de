package dev.dispatch.authoring;

import dev.dispatch.module.ModuleRegistry;
import java.util.LinkedHashMap;
import java.util.Map;

/** The pages of an override: why it is there, for people and for agents. */
final class OverrideDocuments {

    private OverrideDocuments() {}

    static Map<String, String> of(ModuleRegistry.Provided winner, String template) {
        String key = winner.action().key().toString();
        String module = winner.module().name();
        String version = winner.module().version();
        String where = template.equals("http") ? "`module.json`" : "the Java source";
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("README.md", """
                # %s, with its own %s

                Replaces the action `%s` of %s %s. All other actions stay those of that module.

                The action stands in %s. Say here what it does differently, and why.

                `dispatch module list` shows under `conflicts` whether this one is used.
                """.formatted(module, winner.action().key().name(), key, module, version, where));
        pages.put("SKILL.md", """
                # %s, for agents

                - `%s` is replaced here; `dispatch schema action --name %s --print` shows its contract.
                - Say here what jobs have to know of the difference.
                """.formatted(module, key, key));
        return pages;
    }
}
