package dev.dispatch.sdk.testing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a {@link ScriptedServer} answers to one request.
 *
 * @param status three digits; 0 where the connection is closed without an answer
 * @param headers in the order in which they are sent
 * @param body not copied; nobody changes it afterwards
 * @param delay before the answer begins
 */
@SuppressWarnings("ArrayRecordComponent")
public record Answer(int status, List<Header> headers, byte[] body, Duration delay) {

    /** One header line. */
    public record Header(String name, String value) {}

    private static final byte[] NOTHING = {};

    public Answer {
        headers = List.copyOf(headers);
    }

    /** A JSON text. */
    public static Answer json(int status, String body) {
        return text(status, "application/json", body);
    }

    /** A text in UTF-8. */
    public static Answer text(int status, String mediaType, String body) {
        return bytes(status, mediaType, body.getBytes(StandardCharsets.UTF_8));
    }

    /** Bytes of a media type. */
    public static Answer bytes(int status, String mediaType, byte[] body) {
        return new Answer(status, List.of(new Header("Content-Type", mediaType)), body, Duration.ZERO);
    }

    /** No body. */
    public static Answer status(int status) {
        return new Answer(status, List.of(), NOTHING, Duration.ZERO);
    }

    /** No answer at all: the connection is closed, as by a service that fails. */
    public static Answer reset() {
        return status(0);
    }

    /** The same with one more header line. */
    public Answer header(String name, String value) {
        List<Header> more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new Answer(status, more, body, delay);
    }

    /** The same, but later. */
    public Answer after(Duration pause) {
        return new Answer(status, headers, body, pause);
    }

    boolean isReset() {
        return status == 0;
    }
}
