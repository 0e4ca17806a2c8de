package dev.dispatch.archive;

import dev.dispatch.config.Config;
import dev.dispatch.config.Registry;
import dev.dispatch.http.CookieJar;
import dev.dispatch.http.HttpCall;
import dev.dispatch.http.HttpExchange;
import dev.dispatch.http.HttpExchangeStart;
import dev.dispatch.http.HttpFailure;
import dev.dispatch.http.HttpHeader;
import dev.dispatch.http.HttpListener;
import dev.dispatch.http.HttpReply;
import dev.dispatch.http.HttpResult;
import dev.dispatch.http.HttpSettings;
import dev.dispatch.http.HttpTransport;
import dev.dispatch.http.ProxyRules;
import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSyntaxException;
import dev.dispatch.policy.Policies;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Fetches packages from a registry that speaks npm's protocol. The token goes to the registry's own origin and nowhere
 * else, whatever the registry answers; the policies hold for each request and redirect.
 */
final class RegistryClient {

    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final long LARGEST_PACKAGE = 128L << 20;
    private static final long LARGEST_METADATA = 64L << 20;
    /** From this size on a download is told of. */
    private static final long LONG_DOWNLOAD = 4L << 20;

    private static final HttpListener SILENT = new HttpListener() {
        @Override
        public void started(HttpExchangeStart start) {}

        @Override
        public void finished(HttpExchange exchange) {}
    };

    private final Registry registry;
    private final Fetching around;
    private final HttpSettings settings;

    RegistryClient(Config config, Registry registry, Fetching around) {
        this.registry = registry;
        this.around = around;
        Policies policies = config.policies();
        List<HttpHeader> headers = registry.token()
                .map(token -> List.of(new HttpHeader("Authorization", "Bearer " + token)))
                .orElseGet(List::of);
        this.settings = HttpSettings.of(around.userAgent())
                .baseUrl(registry.url())
                .defaultHeaders(() -> headers)
                .policies(policies)
                .proxies(ProxyRules.isIn(around.environment()) ? ProxyRules.of(around.environment()) : null);
    }

    /**
     * The metadata of a package.
     *
     * @throws ProblemException NOT_FOUND where there is no such package, and as {@link #download} does
     */
    JsonNode metadata(String name) {
        HttpReply reply = send(
                HttpCall.get("/" + name.replace("/", "%2F")),
                settings.mostResponseBytes(LARGEST_METADATA),
                "the package " + name);
        try {
            JsonNode metadata = Json.parse(new String(reply.body(), StandardCharsets.UTF_8));
            if (metadata.path("versions").isObject()) {
                return metadata;
            }
        } catch (JsonSyntaxException e) {
            // The same as a document of another form.
        }
        throw failed(
                ProblemCode.RUNTIME_ERROR,
                "The registry " + registry.url() + " answered no metadata of the package " + name);
    }

    /**
     * The bytes of a package.
     *
     * @param url from its metadata, absolute or below the registry
     * @param size that the registry announces, unpacked; 0 where it does not
     * @throws ProblemException TRANSIENT_ERROR where trying again can help, POLICY_DENIED, or RUNTIME_ERROR
     */
    byte[] download(String url, String name, long size) {
        if (size >= LONG_DOWNLOAD) {
            around.progress().accept("downloading " + name + ", " + (size >> 20) + " MiB unpacked");
        }
        return send(
                        HttpCall.get(url)
                                .timeout(LONGEST)
                                // A file that is packed already would arrive unpacked, and not as it was promised.
                                .headers(List.of(new HttpHeader("Accept-Encoding", "identity"))),
                        settings.mostResponseBytes(LARGEST_PACKAGE),
                        "the file of the package " + name)
                .body();
    }

    private HttpReply send(HttpCall call, HttpSettings with, String what) {
        HttpTransport transport =
                new HttpTransport(around.clients(), with, new CookieJar(around.clock()), around.clock());
        return switch (transport.send(call, SILENT, around.cancellation())) {
            case HttpResult.Unanswered(HttpFailure failure) -> throw unanswered(failure, what);
            case HttpResult.Answered(HttpReply reply, int _) -> {
                if (reply.status() != 200) {
                    throw refused(reply.status(), what);
                }
                yield reply;
            }
        };
    }

    private ProblemException refused(int status, String what) {
        String from = what + " from the registry " + registry.url();
        return switch (status) {
            case 404, 410 ->
                failed(
                        ProblemCode.NOT_FOUND,
                        "There is no " + what.substring(4) + " in the registry " + registry.url());
            case 401, 403 ->
                failed(
                        ProblemCode.RUNTIME_ERROR,
                        "Cannot fetch " + from + ": it answered " + status
                                + (registry.token().isPresent()
                                        ? ", so the token does not allow it; look at 'registry.authToken' in "
                                        : ", and no token is set; add 'registry.authToken' to ")
                                + registry.file());
            case 408, 429, 502, 503, 504 ->
                failed(ProblemCode.TRANSIENT_ERROR, "Cannot fetch " + from + ": it answered " + status);
            default -> failed(ProblemCode.RUNTIME_ERROR, "Cannot fetch " + from + ": it answered " + status);
        };
    }

    private ProblemException unanswered(HttpFailure failure, String what) {
        if (failure.denial() != null) {
            return Problem.of(ProblemCode.POLICY_DENIED, failure.denial().message())
                    .details(Json.object()
                            .put("rule", failure.denial().rule())
                            .put("file", failure.denial().file()))
                    .exception();
        }
        ProblemCode code = failure.kind() == HttpFailure.Kind.CANCELLED
                ? ProblemCode.INTERRUPTED
                : failure.transient_() ? ProblemCode.TRANSIENT_ERROR : ProblemCode.RUNTIME_ERROR;
        return failed(code, "Cannot fetch " + what + " from the registry " + registry.url() + ": " + failure.message());
    }

    private static ProblemException failed(ProblemCode code, String message) {
        return Problem.of(code, message).exception();
    }
}
