package dev.dispatch.preview;

import dev.dispatch.auth.AuthType;
import dev.dispatch.http.HttpHeader;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The request that a step would send first. What is not known stands in it as the expression that asks for it.
 *
 * @param authority host and port; null where no URL can be made
 * @param headers those of the job, its modules and the step
 * @param auth how it proves who sends it; null for not at all, or by one of the headers
 * @param known whether it is sent exactly like this
 */
record RequestPreview(
        String method,
        String url,
        @Nullable String authority,
        List<HttpHeader> headers,
        Optional<Body> body,
        @Nullable AuthType auth,
        boolean known) {

    /**
     * What is sent.
     *
     * @param json the value where the text is JSON; null for other texts
     * @param parts of a form of parts, which has no text; null for other bodies
     * @param size in bytes, as far as it is known
     */
    record Body(
            String contentType,
            @Nullable JsonNode json,
            @Nullable JsonNode parts,
            String text,
            int size) {}

    RequestPreview {
        headers = List.copyOf(headers);
    }

    RequestPreview notKnown() {
        return new RequestPreview(method, url, authority, headers, body, auth, false);
    }
}
