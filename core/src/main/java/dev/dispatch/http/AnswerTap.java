package dev.dispatch.http;

import java.io.IOException;
import java.net.ProtocolException;
import okhttp3.Headers;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Keeps the status and headers of an answer for the transport and shows OkHttp a bare 200 in their place: otherwise it
 * repeats a request by itself on 503 with {@code Retry-After: 0} and on 421, and throws on 407.
 */
final class AnswerTap implements Interceptor {

    private static final Headers NONE = Headers.of();

    @Override
    public Response intercept(Chain chain) throws IOException {
        Response answer = chain.proceed(chain.request());
        CallTrace trace = chain.request().tag(CallTrace.class);
        if (trace == null) {
            throw new IllegalStateException("a call without a trace");
        }
        if (answer.code() == 101) {
            chain.call().cancel();
            throw new ProtocolException("another protocol, which nobody asked for");
        }
        trace.answered(answer.code(), answer.headers(), answer.protocol());
        return answer.newBuilder().code(200).headers(NONE).build();
    }
}
