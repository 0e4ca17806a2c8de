package dev.dispatch.code;

import dev.dispatch.json.Json;
import dev.dispatch.json.Position;
import dev.dispatch.problem.Issue;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** The text of a source file, and places in it. */
record SourceText(String text, List<String> lines) {

    private static final int WIDEST_EXCERPT = 160;
    private static final int TAB = 8;

    static SourceText of(String text) {
        return new SourceText(text, text.lines().toList());
    }

    /** Where a class, or one of its methods, is likely declared; empty where it is not found. */
    Optional<Position> declaration(String path) {
        int dot = path.lastIndexOf('.');
        if (dot >= 0) {
            return after(" ", path.substring(dot + 1) + "(");
        }
        return after("class ", path).or(() -> after("record ", path)).or(() -> after("interface ", path));
    }

    /** Where a text first stands. */
    Optional<Position> first(String wanted) {
        return after("", wanted);
    }

    private Optional<Position> after(String before, String wanted) {
        int found = text.indexOf(before + wanted);
        if (found < 0) {
            return Optional.empty();
        }
        int at = found + before.length();
        int line = (int) text.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
        return Optional.of(new Position(line, at - text.lastIndexOf('\n', at - 1)));
    }

    /** The column in characters; the compiler counts a tab as the way to the next multiple of eight. */
    int column(int line, long told) {
        if (line > lines.size()) {
            return 1;
        }
        String whole = lines.get(line - 1);
        int shown = 0;
        for (int i = 0; i < whole.length(); i++) {
            shown += whole.charAt(i) == '\t' ? TAB - shown % TAB : 1;
            if (shown >= told) {
                return i + 1;
            }
        }
        return whole.length() + 1;
    }

    /** The finding at a place, with the line and, below it, a caret; of a long line what is around the place. */
    Issue show(Issue issue, Position place) {
        String line = place.line() > lines.size() ? "" : lines.get(place.line() - 1);
        line = line.replace('\t', ' ');
        int from = 0;
        if (line.length() > WIDEST_EXCERPT) {
            from = Math.clamp(place.column() - WIDEST_EXCERPT / 2L, 0, line.length() - WIDEST_EXCERPT);
            line = line.substring(from, from + WIDEST_EXCERPT);
        }
        ObjectNode json = Json.object();
        json.set(Issue.EXCERPT, Json.texts(List.of(line.stripTrailing(), " ".repeat(place.column() - 1 - from) + "^")));
        return issue.atPosition(Optional.of(place)).with(json);
    }
}
