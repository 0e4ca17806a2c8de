package dev.dispatch.authoring;

import dev.dispatch.json.Json;
import tools.jackson.databind.JsonNode;

/** A JSON document as it is written; members are added to it and nothing else of it changes. */
final class ManifestText {

    private static final String UNIT = "  ";

    private final String text;
    private final String lineEnd;

    /** @param text a whole JSON document */
    ManifestText(String text) {
        this.text = text;
        this.lineEnd = text.contains("\r\n") ? "\r\n" : "\n";
    }

    String text() {
        return text;
    }

    /** The same with one more member at the end of the document, or of an object that is a member of it. */
    ManifestText with(String owner, String name, JsonNode value) {
        int open = spaces(text.startsWith("\uFEFF") ? 1 : 0);
        return new ManifestText(add(owner.isEmpty() ? open : member(open, owner), name, value));
    }

    private String add(int open, String name, JsonNode value) {
        int close = end(open) - 1;
        int last = close;
        while (Character.isWhitespace(text.charAt(last - 1))) {
            last--;
        }
        boolean empty = last == open + 1;
        String outer = indentOf(open);
        String inner = empty ? outer + UNIT : indentOfFirst(open, outer + UNIT);
        boolean sameLine = text.substring(last, close).indexOf('\n') < 0;
        String member =
                Json.compact(Json.text(name)) + ": " + Json.pretty(value).replace("\n", lineEnd + inner);
        return text.substring(0, last)
                + (empty ? "" : ",")
                + lineEnd
                + inner
                + member
                + (sameLine ? lineEnd + outer : text.substring(last, close))
                + text.substring(close);
    }

    /** Where the value of a member begins; of several with that name the last one counts. */
    private int member(int open, String wanted) {
        int found = -1;
        int at = spaces(open + 1);
        while (text.charAt(at) == '"') {
            int end = string(at);
            int value = spaces(spaces(end) + 1);
            if (Json.parse(text.substring(at, end)).stringValue().equals(wanted)) {
                found = value;
            }
            at = spaces(end(value));
            at = text.charAt(at) == ',' ? spaces(at + 1) : at;
        }
        return found;
    }

    /** Behind the value that begins there. */
    private int end(int from) {
        int depth = 0;
        int at = from;
        do {
            switch (text.charAt(at)) {
                case '"' -> at = string(at) - 1;
                case '{', '[' -> depth++;
                case '}', ']' -> depth--;
                default -> at = depth == 0 ? scalar(at) - 1 : at;
            }
            at++;
        } while (depth > 0);
        return at;
    }

    private int scalar(int from) {
        int at = from;
        while (at < text.length() && ",]} \t\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return at;
    }

    private int string(int from) {
        int at = from + 1;
        while (text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return at + 1;
    }

    private int spaces(int from) {
        int at = from;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** The space at the beginning of the line. */
    private String indentOf(int at) {
        int line = text.lastIndexOf('\n', at) + 1;
        int end = line;
        while (end < at && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
            end++;
        }
        return text.substring(line, end);
    }

    private String indentOfFirst(int open, String otherwise) {
        int first = spaces(open + 1);
        return text.substring(open, first).indexOf('\n') < 0 ? otherwise : indentOf(first);
    }
}
