package dev.dispatch.cli.reference;

import dev.dispatch.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an agent reads before its first command: every command with its options, and every loaded action.
 *
 * @param actions the description of each, under its key
 */
public record Manifest(CommandSurface surface, SortedMap<String, String> actions) {

    /** Bytes of the whole document; actions beyond that are counted, not listed. */
    public static final int MOST_BYTES = 24 * 1024;

    private static final int LONGEST_DESCRIPTION = 120;
    private static final String HINT =
            "Type: dispatch <cmd>. Values in <> are yours; options may follow in any order, ... "
                    + "means repeatable. With --json stdout is one JSON document; its next[] holds commands that run as printed. "
                    + "Exit codes: 0 success, 1 failed, 2 usage, 3 transient, 4 not found. "
                    + "Details: dispatch <cmd> --help --json; dispatch schema action --name <key> --print.";

    public ObjectNode toJson() {
        ObjectNode json = Json.object();
        json.put("version", surface.version());
        json.put("hint", HINT);
        ArrayNode commands = json.putArray("commands");
        surface.commands().forEach(entry -> commands.add(command(entry)));
        json.set("commonOptions", options(surface.common()));
        ArrayNode listed = json.putArray("actions");
        int room = MOST_BYTES - size(json);
        int left = 0;
        for (Map.Entry<String, String> action : actions.entrySet()) {
            ObjectNode entry = Json.object().put("key", action.getKey()).put("desc", brief(action.getValue()));
            room -= size(entry) + 1;
            if (room > 0) {
                listed.add(entry);
            } else {
                left++;
            }
        }
        if (left > 0) {
            json.put("moreActions", left);
        }
        return json;
    }

    private static ObjectNode command(CommandEntry entry) {
        ObjectNode json = Json.object();
        StringBuilder required = new StringBuilder(entry.words());
        List<Argument> optional = new ArrayList<>();
        for (Argument argument : entry.arguments()) {
            if (argument.required()) {
                required.append(' ').append(word(argument));
            } else {
                optional.add(argument);
            }
        }
        json.put("cmd", required.toString()).put("desc", entry.purpose());
        if (!optional.isEmpty()) {
            json.set("options", options(optional));
        }
        return json;
    }

    private static ArrayNode options(List<Argument> arguments) {
        ArrayNode array = Json.array();
        arguments.forEach(argument -> array.add(word(argument) + (argument.repeatable() ? "..." : "")));
        return array;
    }

    private static String word(Argument argument) {
        if (argument.positional()) {
            return placeholder(argument.name());
        }
        return argument.takesValue() ? argument.name() + " " + placeholder(argument.value()) : argument.name();
    }

    private static String placeholder(String label) {
        return "<" + label.toLowerCase(Locale.ROOT) + ">";
    }

    private static String brief(String description) {
        int length = description.codePointCount(0, description.length());
        return length <= LONGEST_DESCRIPTION
                ? description
                : description.substring(0, description.offsetByCodePoints(0, LONGEST_DESCRIPTION - 1)) + "…";
    }

    private static int size(ObjectNode json) {
        return Json.compact(json).getBytes(StandardCharsets.UTF_8).length;
    }
}
