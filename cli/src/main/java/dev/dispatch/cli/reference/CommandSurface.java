package dev.dispatch.cli.reference;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
            String before = "";
            String rest = command.words();
            for (int space = rest.indexOf(' '); space >= 0; space = rest.indexOf(' ')) {
                String word = rest.substring(0, space);
                rest = rest.substring(space + 1);
                words(following, before)
                        .merge(word, rest, (known, more) -> known.endsWith(".") ? known : known + ", " + more);
                before = before.isEmpty() ? word : before + " " + word;
            }
            words(following, before).put(rest, command.purpose());
        }
        return following;
    }

    private static Map<String, String> words(Map<String, Map<String, String>> following, String prefix) {
        return following.computeIfAbsent(prefix, key -> new LinkedHashMap<>());
    }

    /** Every beginning of a command, whole ones included. */
    public List<String> prefixes() {
        Set<String> prefixes = new LinkedHashSet<>();
        for (CommandEntry command : commands) {
            String words = command.words();
            for (int space = words.indexOf(' '); space >= 0; space = words.indexOf(' ', space + 1)) {
                prefixes.add(words.substring(0, space));
            }
            prefixes.add(words);
        }
        return List.copyOf(prefixes);
    }
}
