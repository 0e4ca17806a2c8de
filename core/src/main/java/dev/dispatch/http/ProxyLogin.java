package dev.dispatch.http;

import java.io.IOException;
import okhttp3.Authenticator;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;
import org.jspecify.annotations.Nullable;

/**
 * Says at once who calls, to the proxy alone: with the request that opens a tunnel, or with each plain request. OkHttp
 * shares a tunnel only among clients whose logins are equal.
 *
 * @param login null where the proxy asks for none
 */
record ProxyLogin(ProxyAddress.@Nullable Login login) implements Authenticator, Interceptor {

    private static final String HEADER = "Proxy-Authorization";
    private static final int ASKED = 407;

    /** Asked before a tunnel is opened, and again where the proxy is not content. */
    @Override
    public @Nullable Request authenticate(@Nullable Route route, Response response) throws IOException {
        boolean beforehand = "OkHttp-Preemptive".equals(response.message())
                || response.challenges().stream()
                        .anyMatch(challenge -> challenge.scheme().equalsIgnoreCase("OkHttp-Preemptive"));
        if (!beforehand) {
            throw new ProxyRefusedException(ASKED);
        }
        return login == null
                ? null
                : response.request().newBuilder().header(HEADER, login.header()).build();
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request request = chain.request();
        if (request.isHttps()) {
            return chain.proceed(request);
        }
        Response answer = chain.proceed(
                login == null
                        ? request
                        : request.newBuilder().header(HEADER, login.header()).build());
        if (answer.code() == ASKED) {
            answer.close();
            throw new ProxyRefusedException(ASKED);
        }
        return answer;
    }
}
