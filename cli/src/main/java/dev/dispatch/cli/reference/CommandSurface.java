package dev.dispatch.cli.reference;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that can be typed.
 *
 * @param version of the program
 * @param commands in the order of the help
 * @param common options of every command
 * @param program options that stand in the place of a command
 */
public record CommandSurface(
        String version, List<CommandEntry> commands, List<Argument> common, List<Argument> program) {
    public CommandSurface {
        commands = List.copyOf(commands);
        common = List.copyOf(common);
        program = List.copyOf(program);
    }

    /**
     * The words that may follow, with what they are for, under the words typed so far; the first key is empty. A word
     * that begins several commands says which.
     */
    public Map<String, Map<String, String>> following() {
        Map<String, Map<String, String>> following = new LinkedHashMap<>();
        following.put("", new LinkedHashMap<>());
        for (CommandEntry command : commands) {
            int space = command.words().indexOf(' ');
            if (space < 0) {
                words(following, "").put(command.words(), command.purpose());
                continue;
            }
            String first = command.words().substring(0, space);
            String second = command.words().substring(space + 1);
            words(following, "")
                    .merge(first, second, (known, verb) -> known.endsWith(".") ? known : known + ", " + verb);
            words(following, first).put(second, command.purpose());
        }
        return following;
    }

    private static Map<String, String> words(Map<String, Map<String, String>> following, String prefix) {
        return following.computeIfAbsent(prefix, key -> new LinkedHashMap<>());
    }

    /** Every beginning of a command, whole ones included. */
    public List<String> prefixes() {
        Map<String, Boolean> prefixes = new LinkedHashMap<>();
        for (CommandEntry command : commands) {
            int space = command.words().indexOf(' ');
            if (space > 0) {
                prefixes.put(command.words().substring(0, space), true);
            }
            prefixes.put(command.words(), true);
        }
        return List.copyOf(prefixes.keySet());
    }
}
