package dev.dispatch.redact;

import dev.dispatch.json.Json;
import java.util.function.UnaryOperator;

/**
 * Takes secrets out of a text that is JSON or was until it was cut, token by token: what was valid stays valid, and
 * everything that is not secret keeps its very characters.
 */
final class JsonTextRedaction {

    private static final String QUOTED_MARK = "\"" + Redactor.MARK + "\"";

    private final String text;
    private final boolean byName;
    private final UnaryOperator<String> strings;
    private final SecretIndex index;
    private final StringBuilder out;
    private int at;

    /**
     * @param byName whether values under sensitive names go too
     * @param strings redacts the decoded value of one string
     */
    JsonTextRedaction(String text, boolean byName, UnaryOperator<String> strings, SecretIndex index) {
        this.text = text;
        this.byName = byName;
        this.strings = strings;
        this.index = index;
        this.out = new StringBuilder(text.length());
    }

    static boolean looksLikeJson(String text) {
        int first = 0;
        while (first < text.length() && isSpace(text.charAt(first))) {
            first++;
        }
        return first < text.length() && "{[\"".indexOf(text.charAt(first)) >= 0;
    }

    String redact() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"') {
                string();
            } else if (isScalar(c)) {
                scalar();
            } else {
                out.append(c);
                at++;
            }
        }
        return out.toString();
    }

    private void string() {
        int start = at;
        at = endOfString(start);
        String decoded = decoded(start, at);
        emit(start, at, decoded, strings.apply(decoded));
        int afterSpace = skipSpace(at);
        if (byName && afterSpace < text.length() && text.charAt(afterSpace) == ':' && SensitiveNames.member(decoded)) {
            int value = skipSpace(afterSpace + 1);
            out.append(text, at, value);
            at = value;
            sensitiveValue();
        }
    }

    private void sensitiveValue() {
        if (at >= text.length()) {
            return;
        }
        int start = at;
        char c = text.charAt(at);
        if (c == '"') {
            at = endOfString(start);
            String decoded = decoded(start, at);
            emit(start, at, decoded, SensitiveValues.hide(decoded) ? Redactor.MARK : decoded);
        } else if (c == '{' || c == '[') {
            at = endOfContainer(start);
            boolean empty = skipSpace(start + 1) >= at - 1;
            out.append(empty ? text.substring(start, at) : QUOTED_MARK);
        } else if (isScalar(c)) {
            at = endOfScalar(start);
            String token = text.substring(start, at);
            out.append(
                    switch (token) {
                        case "true", "false", "null" -> token;
                        default -> QUOTED_MARK;
                    });
        }
    }

    private void scalar() {
        int start = at;
        at = endOfScalar(start);
        String token = text.substring(start, at);
        out.append(index.find(token).isEmpty() ? token : QUOTED_MARK);
    }

    private void emit(int start, int end, String decoded, String redacted) {
        String shown = redacted.equals(decoded) ? text.substring(start, end) : Json.compact(Json.text(redacted));
        // An escape and what follows it may spell a secret that the string itself does not hold.
        boolean misread = shown.indexOf('\\') >= 0 && !index.find(shown).isEmpty();
        out.append(misread ? QUOTED_MARK : shown);
    }

    private String decoded(int start, int end) {
        boolean closed = end - start > 1 && text.charAt(end - 1) == '"';
        String raw = text.substring(start + 1, closed ? end - 1 : end);
        return raw.indexOf('\\') < 0
                ? raw
                : TextView.of(raw).withoutJsonEscapes().text();
    }

    /** Behind the closing quote, or the end of the text. */
    private int endOfString(int start) {
        for (int i = start + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                return i + 1;
            }
            if (c == '\\') {
                i++;
            }
        }
        return text.length();
    }

    private int endOfContainer(int start) {
        int depth = 0;
        int i = start;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '"') {
                i = endOfString(i);
                continue;
            }
            i++;
            if (c == '{' || c == '[') {
                depth++;
            } else if (c == '}' || c == ']') {
                depth--;
                if (depth == 0) {
                    return i;
                }
            }
        }
        return text.length();
    }

    private int endOfScalar(int start) {
        int i = start;
        while (i < text.length() && isScalar(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private int skipSpace(int from) {
        int i = from;
        while (i < text.length() && isSpace(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }

    private static boolean isScalar(char c) {
        return (c >= '0' && c <= '9')
                || (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || c == '-'
                || c == '+'
                || c == '.';
    }
}
