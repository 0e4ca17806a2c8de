package dev.dispatch.run;

import dev.dispatch.http.HttpConnection;
import dev.dispatch.http.HttpHeader;
import dev.dispatch.http.HttpTimings;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP exchange of a run, a redirect's hop counted as one of its own.
 *
 * @param path the call's path, such as {@code create#1@1} or {@code create#1@1.1} for a redirect's next hop
 * @param name the action that made it
 * @param status null where nothing was answered
 * @param expected whether the answer was no failure in the eyes of who asked
 * @param connection what it went over
 * @param error why nothing was answered; null where something was
 * @param errorKind the same in one word, the name of a {@code HttpFailure.Kind}
 */
public record CallRecord(
        String path,
        String stepId,
        String name,
        Instant startedAt,
        Instant endedAt,
        String method,
        String url,
        List<HttpHeader> requestHeaders,
        CallBody requestBody,
        @Nullable Integer status,
        List<HttpHeader> responseHeaders,
        CallBody responseBody,
        boolean expected,
        HttpTimings timings,
        HttpConnection connection,
        @Nullable String error,
        @Nullable String errorKind) {
    public CallRecord {
        requestHeaders = List.copyOf(requestHeaders);
        responseHeaders = List.copyOf(responseHeaders);
    }
}
