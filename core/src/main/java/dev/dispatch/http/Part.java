package dev.dispatch.http;

/** One field of a multipart form. */
public sealed interface Part {

    String name();

    /** A plain field. */
    record Text(String name, String text) implements Part {}

    /**
     * A file.
     *
     * @param bytes not copied; nobody changes them afterwards
     * @param mediaType such as {@code application/octet-stream}
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Upload(String name, byte[] bytes, String filename, String mediaType) implements Part {}
}
