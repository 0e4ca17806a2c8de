package dev.dispatch.cli.command;

import dev.dispatch.job.ActionKey;
import dev.dispatch.json.Json;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** What the commands about action defaults share. */
final class DefaultsOptions {

    static final String ACTION = "--action";
    static final String NOUN = "action defaults";

    private DefaultsOptions() {}

    /** The given key; refused where no action can have it, whether there is such an action or not. */
    static String action(Invocation invocation, String given) {
        if (ActionKey.parse(given).isEmpty()) {
            throw invocation.usage("Option " + ACTION + " takes MODULE.ACTION, each part of lower-case letters, digits"
                    + " and hyphens, not '" + given + "'");
        }
        return given;
    }

    static ObjectNode object(Map<String, ObjectNode> stored) {
        ObjectNode values = Json.object();
        stored.forEach(values::set);
        return values;
    }
}
