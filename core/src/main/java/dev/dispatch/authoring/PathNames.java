package dev.dispatch.authoring;

import dev.dispatch.expression.Segment;
import dev.dispatch.jsonpath.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The steps of a JSONPath that has only names and indexes, taken from its text. */
final class PathNames {

    private PathNames() {}

    /** Empty for a path that can match several values, and for names with an escaped character. */
    static Optional<List<Segment>> of(JsonPath path) {
        String text = path.text();
        if (!path.namesAndIndexesOnly() || text.indexOf('\\') >= 0) {
            return Optional.empty();
        }
        List<Segment> segments = new ArrayList<>();
        int at = 1;
        while (at < text.length()) {
            if (text.charAt(at) == '.') {
                int end = at + 1;
                while (end < text.length() && text.charAt(end) != '.' && text.charAt(end) != '[') {
                    end++;
                }
                segments.add(new Segment.Name(text.substring(at + 1, end).strip()));
                at = end;
            } else if (text.charAt(at) == '[') {
                int end = closing(text, at);
                if (end < 0) {
                    return Optional.empty();
                }
                segments.add(selector(text.substring(at + 1, end).strip()));
                at = end + 1;
            } else if (Character.isWhitespace(text.charAt(at))) {
                at++;
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(segments);
    }

    private static int closing(String text, int open) {
        char quote = 0;
        for (int i = open + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == ']') {
                return i;
            }
        }
        return -1;
    }

    /** What kind of element an index names does not depend on the index. */
    private static Segment selector(String text) {
        boolean name = text.startsWith("'") || text.startsWith("\"");
        return name ? new Segment.Name(text.substring(1, text.length() - 1)) : new Segment.Index(0);
    }
}
