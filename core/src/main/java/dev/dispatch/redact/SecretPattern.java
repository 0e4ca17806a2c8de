package dev.dispatch.redact;

/**
 * A text to look for.
 *
 * @param sharedBefore whether the base64 character before it holds bits of the secret
 * @param sharedAfter whether the base64 character after it does
 */
record SecretPattern(String text, boolean sharedBefore, boolean sharedAfter) {

    /** Where the found text begins together with a shared character. */
    int start(CharSequence in, int at) {
        return sharedBefore && at > 0 && isBase64(in.charAt(at - 1)) ? at - 1 : at;
    }

    /** Where it ends, exclusively. */
    int end(CharSequence in, int at) {
        int end = at + text.length();
        return sharedAfter && end < in.length() && isBase64(in.charAt(end)) ? end + 1 : end;
    }

    private static boolean isBase64(char c) {
        return (c >= 'A' && c <= 'Z')
                || (c >= 'a' && c <= 'z')
                || (c >= '0' && c <= '9')
                || c == '+'
                || c == '/'
                || c == '-'
                || c == '_';
    }
}
