package dev.dispatch.openapi;

import java.util.Locale;

/** What a media type is to a request. */
final class MediaTypes {

    private MediaTypes() {}

    /** Type and subtype alone, in lower case. */
    static String bare(String mediaType) {
        int parameters = mediaType.indexOf(';');
        String bare = parameters < 0 ? mediaType : mediaType.substring(0, parameters);
        return bare.strip().toLowerCase(Locale.ROOT);
    }

    /** Any that JSON answers to, wildcards included. */
    static boolean isJson(String mediaType) {
        String bare = bare(mediaType);
        return bare.equals("application/json")
                || bare.endsWith("+json")
                || bare.equals("*/*")
                || bare.equals("application/*")
                || bare.equals("text/json");
    }

    /** Any whose content is written as text. */
    static boolean isText(String mediaType) {
        String bare = bare(mediaType);
        return bare.startsWith("text/")
                || bare.endsWith("/xml")
                || bare.endsWith("+xml")
                || bare.endsWith("yaml")
                || bare.endsWith("/graphql")
                || bare.endsWith("ndjson")
                || bare.endsWith("/jsonl");
    }
}
