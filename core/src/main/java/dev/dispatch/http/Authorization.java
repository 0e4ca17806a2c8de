package dev.dispatch.http;

import dev.dispatch.auth.AwsSignature;
import dev.dispatch.auth.HttpAuth;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Adds to the requests of one call what proves who sends them. */
final class Authorization {

    /** A request as it goes out. */
    sealed interface Proven {
        record Ready(Hop hop, List<HttpHeader> lines) implements Proven {}

        record Refused(HttpFailure failure) implements Proven {}
    }

    /** A token that a request was sent with. */
    private record Used(HttpAuth.ClientCredentials settings, AuthTokens tokens, AuthTokens.Token token) {}

    private static final String HEADER = "Authorization";

    private final Function<HttpCall, HttpResult> tokenCalls;
    private final AuthTokens.Waiting waiting;
    private final HttpListener listener;
    private final InstantSource clock;

    private @Nullable Used used;
    private boolean repeated;

    /** @param tokenCalls sends a call for a token within the time of this one */
    Authorization(
            Function<HttpCall, HttpResult> tokenCalls,
            AuthTokens.Waiting waiting,
            HttpListener listener,
            InstantSource clock) {
        this.tokenCalls = tokenCalls;
        this.waiting = waiting;
        this.listener = listener;
        this.clock = clock;
    }

    /** The request with its proof; a header or a parameter of that name that is there already stays as it is. */
    Proven prove(Hop hop, List<HttpHeader> lines, AuthSource source) {
        used = null;
        HttpAuth auth = source.value().get();
        listener.secret(auth.secrets());
        return switch (auth) {
            case HttpAuth.None _ -> new Proven.Ready(hop, lines);
            case HttpAuth.Bearer(String token) -> with(hop, lines, HEADER, "Bearer " + token);
            case HttpAuth.Basic(String username, String password) ->
                with(hop, lines, HEADER, basic(username, password));
            case HttpAuth.ApiKey(String name, String value, boolean inQuery) ->
                inQuery ? inQuery(hop, lines, name, value) : with(hop, lines, name, value);
            case HttpAuth.ClientCredentials settings -> fetched(hop, lines, settings, source.tokens());
            case HttpAuth.AwsSigV4 settings -> signed(hop, lines, settings);
        };
    }

    /** True once for a call: its token was refused, and the same request is worth a try with a new one. */
    boolean mayRepeat(HttpReply reply) {
        Used last = used;
        if (reply.status() != 401 || last == null || repeated) {
            return false;
        }
        repeated = true;
        last.tokens().refused(last.settings(), last.token());
        return true;
    }

    static String basic(String username, String password) {
        String pair = username + ":" + password;
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private Proven fetched(Hop hop, List<HttpHeader> lines, HttpAuth.ClientCredentials settings, AuthTokens tokens) {
        TokenRequest request = new TokenRequest(settings, tokens, listener);
        AuthTokens.Outcome outcome =
                tokens.get(settings, () -> request.read(tokenCalls.apply(request.call())), waiting);
        return switch (outcome) {
            case AuthTokens.Outcome.Failed(HttpFailure failure) -> new Proven.Refused(failure);
            case AuthTokens.Outcome.Got(AuthTokens.Token token) -> {
                // Another step may have fetched it, whose listener heard of it and this one did not.
                listener.secret(List.of(token.value()));
                used = new Used(settings, tokens, token);
                yield with(hop, lines, HEADER, "Bearer " + token.value());
            }
        };
    }

    private static Proven with(Hop hop, List<HttpHeader> lines, String name, String value) {
        if (HttpHeader.has(lines, name)) {
            return new Proven.Ready(hop, lines);
        }
        List<HttpHeader> all = new ArrayList<>(lines);
        all.add(new HttpHeader(name, value));
        return new Proven.Ready(hop, all);
    }

    private static Proven inQuery(Hop hop, List<HttpHeader> lines, String name, String value) {
        HttpUrl url = hop.url();
        return new Proven.Ready(
                url.queryParameterNames().contains(name)
                        ? hop
                        : hop.at(url.newBuilder().addQueryParameter(name, value).build()),
                lines);
    }

    private Proven signed(Hop hop, List<HttpHeader> lines, HttpAuth.AwsSigV4 settings) {
        List<HttpHeader> all = new ArrayList<>(lines);
        all.removeIf(line -> line.is("X-Amz-Date") || line.is("X-Amz-Security-Token"));
        AwsSignature.Request request = new AwsSignature.Request(
                hop.method(),
                hop.url().encodedPath(),
                query(hop.url()),
                all.stream()
                        .filter(Authorization::isSigned)
                        .map(line -> new AwsSignature.Field(line.name(), line.value()))
                        .toList(),
                hop.bytes());
        for (AwsSignature.Field field : new AwsSignature(settings, clock.instant()).headers(request)) {
            all.add(new HttpHeader(field.name(), field.value()));
        }
        String signature = all.getLast().value();
        listener.secret(List.of(signature.substring(signature.lastIndexOf('=') + 1)));
        return new Proven.Ready(hop, all);
    }

    /** Those that AWS asks for; what proxies may change on the way stays out. */
    private static boolean isSigned(HttpHeader line) {
        String name = line.name().toLowerCase(Locale.ROOT);
        return name.equals("host") || name.equals("content-type") || name.startsWith("x-amz-");
    }

    private static List<AwsSignature.Field> query(HttpUrl url) {
        List<AwsSignature.Field> query = new ArrayList<>();
        for (int i = 0; i < url.querySize(); i++) {
            String value = url.queryParameterValue(i);
            query.add(new AwsSignature.Field(url.queryParameterName(i), value == null ? "" : value));
        }
        return query;
    }
}
