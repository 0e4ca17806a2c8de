package dev.dispatch.jsonpath;

import org.jspecify.annotations.Nullable;

/** Corrects the slips whose intention is plain, and offers a correction only where the whole path then parses. */
final class PathRepair {

    private static final int MAX_LENGTH = 1000;
    private static final int MAX_SLIPS = 10;

    private final String text;
    private final int offset;

    private PathRepair(String text, int offset) {
        this.text = text;
        this.offset = offset;
    }

    static JsonPathSyntaxException withSuggestion(String path, JsonPathSyntaxException failure) {
        if (path.length() > MAX_LENGTH) {
            return failure;
        }
        String candidate = path;
        int offset = failure.offset();
        for (int i = 0; i < MAX_SLIPS; i++) {
            candidate = new PathRepair(candidate, offset).correctedOnce();
            if (candidate == null) {
                return failure;
            }
            try {
                PathParser.parse(candidate);
                return new JsonPathSyntaxException(String.valueOf(failure.getMessage()), failure.offset(), candidate);
            } catch (JsonPathSyntaxException next) {
                offset = next.offset();
            }
        }
        return failure;
    }

    /** The text with the slip at the offset corrected, null where it is none of the known ones. */
    private @Nullable String correctedOnce() {
        if (offset == 0) {
            return withRoot();
        }
        if (offset < text.length() && text.substring(offset).isBlank()) {
            return text.substring(0, offset);
        }
        String operator = operator();
        if (operator != null) {
            return operator;
        }
        if (at(-1) == '.' && at(0) == '[') {
            return replace(offset - 1, offset, "");
        }
        return afterBracket() ? bracketContent() : quotedAfterDot();
    }

    private @Nullable String withRoot() {
        String stripped = text.strip();
        if (stripped.isEmpty()) {
            return null;
        }
        char first = stripped.charAt(0);
        if (first == '$') {
            return stripped;
        }
        if (first == '.' || first == '[') {
            return "$" + stripped;
        }
        if (first == '@') {
            return "$" + stripped.substring(1);
        }
        return PathCursor.isNameStart(first) ? "$." + stripped : null;
    }

    private @Nullable String operator() {
        int c = at(0);
        if (c == '=') {
            boolean tripled = at(-1) == '=' && (at(-2) == '=' || at(-2) == '!');
            return tripled ? replace(offset, offset + 1, "") : replace(offset, offset, "=");
        }
        if (c == '&' || c == '|') {
            return replace(offset, offset, Character.toString(c));
        }
        if (at(-1) == ' ' && text.startsWith("and ", offset)) {
            return replace(offset, offset + 3, "&&");
        }
        if (at(-1) == ' ' && text.startsWith("or ", offset)) {
            return replace(offset, offset + 2, "||");
        }
        return null;
    }

    private boolean afterBracket() {
        return text.substring(0, offset).stripTrailing().endsWith("[");
    }

    /** {@code [name]} lacks quotes, and {@code [(@.length-1)]} is an old way to write {@code [-1]}. */
    private @Nullable String bracketContent() {
        String last = "(@.length-1)";
        if (text.startsWith(last, offset)) {
            return replace(offset, offset + last.length(), "-1");
        }
        int end = nameEnd(offset);
        return PathCursor.isNameStart(at(0)) && end < text.length() && text.charAt(end) == ']'
                ? replace(offset, end, "'" + text.substring(offset, end) + "'")
                : null;
    }

    /** A name that needs brackets and quotes stands behind a dot. */
    private @Nullable String quotedAfterDot() {
        int start = offset;
        while (start > 0 && PathCursor.isNamePart(text.charAt(start - 1))) {
            start--;
        }
        if (start == 0 || text.charAt(start - 1) != '.') {
            return null;
        }
        boolean marked = start == offset && (at(0) == '@' || at(0) == '$');
        int end = nameEnd(marked ? start + 1 : start);
        String name = text.substring(start, end);
        if (end <= offset || name.length() < 2 || !isPlainlyOneName(name)) {
            return null;
        }
        boolean descendant = start > 1 && text.charAt(start - 2) == '.';
        return replace(descendant ? start : start - 1, end, "['" + name + "']");
    }

    /** Digits may mean an index, and inside a filter a hyphen before a digit may mean a subtraction. */
    private boolean isPlainlyOneName(String name) {
        int hyphen = name.lastIndexOf('-');
        if (hyphen == name.length() - 1) {
            return false;
        }
        if (hyphen >= 0 && PathCursor.isDigit(name.charAt(hyphen + 1)) && text.indexOf('?') >= 0) {
            return false;
        }
        return !name.chars().allMatch(c -> PathCursor.isDigit(c) || c == '-');
    }

    private int nameEnd(int from) {
        int end = from;
        while (end < text.length() && (PathCursor.isNamePart(text.charAt(end)) || text.charAt(end) == '-')) {
            end++;
        }
        return end;
    }

    private int at(int distance) {
        int position = offset + distance;
        return position >= 0 && position < text.length() ? text.charAt(position) : PathCursor.END;
    }

    private String replace(int start, int end, String replacement) {
        return text.substring(0, start) + replacement + text.substring(end);
    }
}
