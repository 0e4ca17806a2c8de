package dev.dispatch.plan;

import dev.dispatch.sdk.Effect;
import java.util.Optional;

/** What a GraphQL document may do (GraphQL, October 2021, section 2.3). */
final class GraphqlEffect {

    private GraphqlEffect() {}

    /** A write where any of its operations is a mutation; empty where an expression gives a part of it. */
    static Optional<Effect> of(String document) {
        if (document.contains("${")) {
            return Optional.empty();
        }
        int depth = 0;
        int at = 0;
        while (at < document.length()) {
            char c = document.charAt(at);
            if (c == '#') {
                at = end(document, at, '\n');
            } else if (c == '"') {
                at = afterString(document, at);
            } else if (c == '{' || c == '(' || c == '[') {
                depth++;
            } else if (c == '}' || c == ')' || c == ']') {
                depth--;
            } else if (isName(c)) {
                int end = at;
                while (end < document.length() && isName(document.charAt(end))) {
                    end++;
                }
                if (depth <= 0 && document.substring(at, end).equals("mutation")) {
                    return Optional.of(Effect.WRITE);
                }
                at = end - 1;
            }
            at++;
        }
        return Optional.of(Effect.READ);
    }

    private static int afterString(String document, int at) {
        if (document.startsWith("\"\"\"", at)) {
            int end = document.indexOf("\"\"\"", at + 3);
            while (end > 0 && document.charAt(end - 1) == '\\') {
                end = document.indexOf("\"\"\"", end + 3);
            }
            return end < 0 ? document.length() : end + 2;
        }
        int i = at + 1;
        while (i < document.length() && document.charAt(i) != '"' && document.charAt(i) != '\n') {
            i += document.charAt(i) == '\\' ? 2 : 1;
        }
        return i;
    }

    private static int end(String document, int at, char last) {
        for (int i = at; i < document.length(); i++) {
            if (document.charAt(i) == last || document.charAt(i) == '\r') {
                return i;
            }
        }
        return document.length();
    }

    private static boolean isName(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }
}
