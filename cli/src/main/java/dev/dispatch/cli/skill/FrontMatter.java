package dev.dispatch.cli.skill;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The head of a skill document: between two lines of three dashes, the part of YAML that such heads use. That is
 * {@code name: value} lines with plain or quoted scalars on one line, and one level of members below a name.
 *
 * @param members the scalars; one below another name as {@code metadata.version}
 * @param body what follows the head
 * @param fault why this is no such head; empty for one that is
 */
public record FrontMatter(Map<String, String> members, String body, String fault) {

    private static final String MARK = "---";

    public FrontMatter {
        members = Map.copyOf(members);
    }

    /** Reads a document; one without a proper head has a fault and no members. */
    public static FrontMatter of(String document) {
        List<String> lines = document.lines().toList();
        if (lines.isEmpty() || !lines.getFirst().equals(MARK)) {
            return faulty("the first line is not " + MARK);
        }
        Map<String, String> members = new LinkedHashMap<>();
        String above = "";
        for (int i = 1; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.equals(MARK)) {
                return new FrontMatter(members, String.join("\n", lines.subList(i + 1, lines.size())), "");
            }
            if (line.isBlank() || line.stripLeading().startsWith("#")) {
                continue;
            }
            int colon = line.indexOf(':');
            boolean below = line.startsWith("  ") && !above.isEmpty();
            String name = colon < 0 ? "" : line.substring(0, colon).strip();
            String value = colon < 0 ? "" : line.substring(colon + 1);
            if (!isName(name) || !(value.isEmpty() || value.startsWith(" ")) || line.startsWith(" ") != below) {
                return faulty("line " + (i + 1) + " is not 'name: value'");
            }
            String scalar = scalar(value.strip());
            if (isOther(value.strip())) {
                return faulty("line " + (i + 1) + " has a value that is not a plain or quoted text on one line");
            }
            above = below ? above : scalar.isEmpty() ? name : "";
            if (!scalar.isEmpty() && members.putIfAbsent(below ? above + "." + name : name, scalar) != null) {
                return faulty("line " + (i + 1) + " has '" + name + "' a second time");
            }
        }
        return faulty("no second line of " + MARK);
    }

    private static FrontMatter faulty(String fault) {
        return new FrontMatter(Map.of(), "", fault);
    }

    private static boolean isName(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!(Character.isLetterOrDigit(c) || c == '-' || c == '_')) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    /** Block scalars, sequences, mappings in braces, anchors, and quotes that do not close. */
    private static boolean isOther(String value) {
        if (value.isEmpty()) {
            return false;
        }
        char first = value.charAt(0);
        if (first == '"' || first == '\'') {
            return value.length() < 2
                    || value.charAt(value.length() - 1) != first
                    || value.contains("\\")
                    || value.substring(1, value.length() - 1).indexOf(first) >= 0;
        }
        return "|>[{&*!%@`-?".indexOf(first) >= 0 || value.contains(": ") || value.contains(" #");
    }

    private static String scalar(String value) {
        boolean quoted = value.length() >= 2 && (value.startsWith("\"") || value.startsWith("'"));
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
