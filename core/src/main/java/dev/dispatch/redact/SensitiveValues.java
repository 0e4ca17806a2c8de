package dev.dispatch.redact;

import tools.jackson.databind.JsonNode;

/** Which values under a sensitive name hide nothing and stay. */
final class SensitiveValues {

    private SensitiveValues() {}

    /** All but null, booleans, empty values and references. */
    static boolean hide(JsonNode value) {
        if (value.isString()) {
            return hide(value.stringValue());
        }
        return value.isNumber() || (value.isContainer() && !value.isEmpty());
    }

    static boolean hide(String value) {
        return !value.isEmpty() && !isReference(value);
    }

    /**
     * A reference such as <code>${credential.admin.token}</code>, alone or after an authentication scheme: it names a
     * secret and holds none, and a recorded job without it could not run again. References with calls or defaults may
     * hold a literal and do not count.
     */
    private static boolean isReference(String value) {
        int open = value.indexOf("${");
        if (open < 0 || !value.endsWith("}")) {
            return false;
        }
        boolean scheme = open == 0 || (value.charAt(open - 1) == ' ' && isWord(value, 0, open - 1, ""));
        return scheme && open + 3 < value.length() && isWord(value, open + 2, value.length() - 1, "._-[]");
    }

    private static boolean isWord(String text, int from, int to, String alsoAllowed) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!plain && alsoAllowed.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }
}
