package dev.dispatch.http;

import dev.dispatch.auth.AuthType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a call would send, as far as that is settled before it is sent. */
public sealed interface HttpOutline {

    /**
     * The first request of the call; where redirects lead is known only from answers.
     *
     * @param url whole, with its query
     * @param authority host and port as the {@code Host} header has them
     * @param headers those that somebody wrote, without cookies and without what the transport adds by itself
     * @param contentType of the body as it is sent
     * @param auth how it would prove who sends it; null for not at all, or by one of the headers
     */
    record Request(
            String method,
            String url,
            String authority,
            List<HttpHeader> headers,
            Optional<String> contentType,
            HttpBody body,
            @Nullable AuthType auth)
            implements HttpOutline {
        public Request {
            headers = List.copyOf(headers);
        }
    }

    /** It would send nothing. */
    record Refused(HttpFailure failure) implements HttpOutline {}
}
