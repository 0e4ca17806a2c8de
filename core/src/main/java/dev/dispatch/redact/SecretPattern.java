package dev.dispatch.redact;

/**
 * A text to look for.
 *
 * @param sharedBefore whether the base64 character before it holds bits of the secret
 * @param sharedAfter whether the base64 character after it does
 * @param form how the secret was made the text
 * @param secret what was to be found
 */
record SecretPattern(String text, boolean sharedBefore, boolean sharedAfter, SecretForm form, String secret) {

    static SecretPattern whole(String text, SecretForm form, String secret) {
        return new SecretPattern(text, false, false, form, secret);
    }

    /** Where the found text begins together with a shared character. */
    int start(CharSequence in, int at) {
        return sharedBefore && at > 0 && PackedText.isBase64(in.charAt(at - 1)) ? at - 1 : at;
    }

    /** Where it ends, exclusively. */
    int end(CharSequence in, int at) {
        int end = at + text.length();
        return sharedAfter && end < in.length() && PackedText.isBase64(in.charAt(end)) ? end + 1 : end;
    }
}
