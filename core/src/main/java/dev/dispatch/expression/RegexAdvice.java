package dev.dispatch.expression;

/** Names what other engines know and RE2 does not, so that a writer sees why a pattern was refused. */
final class RegexAdvice {

    private RegexAdvice() {}

    /** Half a sentence to stand behind the compiler's own reason; empty where nothing is recognised. */
    static String on(String pattern) {
        if (pattern.contains("(?=") || pattern.contains("(?!")) {
            return "; RE2 has no look-ahead";
        }
        if (pattern.contains("(?<=") || pattern.contains("(?<!")) {
            return "; RE2 has no look-behind";
        }
        if (pattern.contains("(?>") || pattern.contains("*+") || pattern.contains("++") || pattern.contains("?+")) {
            return "; RE2 has no atomic groups and no possessive repetition";
        }
        if (pattern.contains("\\u")) {
            return "; RE2 writes a character by its number as \\x{41}";
        }
        for (int i = 0; i + 1 < pattern.length(); i++) {
            if (pattern.charAt(i) == '\\') {
                i++;
                if (pattern.charAt(i) >= '1' && pattern.charAt(i) <= '9') {
                    return "; RE2 has no references back to a group";
                }
            }
        }
        return "";
    }
}
