package dev.dispatch.authoring;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The pages of a module that was made of a description of an API. */
final class ImportedPages {

    private ImportedPages() {}

    static Map<String, String> of(JsonNode manifest, String source, boolean example) {
        String name = manifest.path("name").asString("");
        int actions = manifest.path("actions").size();
        String counted = actions + (actions == 1 ? " action" : " actions");
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("README.md", """
                # %s

                %s, made of the OpenAPI document `%s`.

                ## Try it

                Set `%s_BASE_URL` where the service is not at the address in `module.json`.

                ```
                dispatch module inspect %s
                %s```

                ## Make it yours

                The actions have the names and the words of the document. Keep those that jobs need, name them after what
                they are for, and give the values that later steps need as `exports`. `OPENAPI-IMPORT.md` says what of the
                document is not in the module.
                """.formatted(
                        name,
                        counted,
                        source.replace('`', '\''),
                        JavaNames.variable(name),
                        name,
                        example ? "dispatch job validate --case " + name + "-example\n" : ""));
        pages.put("SKILL.md", """
                # %s, for agents

                - %s; `dispatch module inspect %s` lists them, `dispatch schema action --name %s.ACTION --print` shows one.
                - Base URL: `%s_BASE_URL`, else the one in `module.json`.
                - A response is the body itself: `${step.ID.response.member}`.
                """.formatted(name, counted, name, name, JavaNames.variable(name)));
        return pages;
    }
}
