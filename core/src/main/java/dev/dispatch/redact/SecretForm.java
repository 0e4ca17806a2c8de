package dev.dispatch.redact;

/** A way in which a secret may be written; escapings and packings may lie within one another. */
public enum SecretForm {
    PLAIN("plain"),
    JSON("json"),
    URL("url"),
    FORM("form"),
    HTML("html"),
    SHELL("shell"),
    BASE64("base64"),
    /** Base64 broken into lines. */
    BASE64_LINES("base64-lines"),
    HEX("hex"),
    UTF_16("utf-16"),
    /** The bytes of UTF-8, each taken for a character. */
    LATIN_1("latin-1"),
    /** Within gzip or a zip file. */
    COMPRESSED("compressed");

    private final String word;

    SecretForm(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
