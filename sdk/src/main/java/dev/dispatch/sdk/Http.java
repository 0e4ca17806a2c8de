package dev.dispatch.sdk;

import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The transport of a run, as a handler sees it; every call is in the record. */
public interface Http {

    /**
     * Sends a request and waits for the answer, whatever its status.
     *
     * @throws ActionException of kind TRANSIENT where nothing was answered and trying again may help
     *     (refused, reset, timed out), CANCELLED where the run was asked to stop, else FAILED or
     *     BAD_INPUT
     */
    HttpResponse send(HttpRequest request);

    /**
     * A narrower transport that shares cookies and record.
     *
     * @param baseUrl absolute; empty keeps the present one
     * @param headers win over the present defaults
     */
    Http withDefaults(String baseUrl, List<HttpRequest.Field> headers);

    default HttpResponse get(String url) {
        return send(HttpRequest.of("GET", url));
    }

    default HttpResponse post(String url, JsonNode body) {
        return send(HttpRequest.of("POST", url).body(new HttpContent.Json(body)));
    }

    default HttpResponse put(String url, JsonNode body) {
        return send(HttpRequest.of("PUT", url).body(new HttpContent.Json(body)));
    }

    default HttpResponse patch(String url, JsonNode body) {
        return send(HttpRequest.of("PATCH", url).body(new HttpContent.Json(body)));
    }

    default HttpResponse delete(String url) {
        return send(HttpRequest.of("DELETE", url));
    }

    /**
     * The same response where its status was expected.
     *
     * @throws ActionException that names the label and the status, TRANSIENT for 408, 429, 502, 503
     *     and 504
     */
    default HttpResponse requireOk(HttpResponse response, String label) {
        if (response.asExpected()) {
            return response;
        }
        ActionException.Kind kind = switch (response.status()) {
            case 408, 429, 502, 503, 504 -> ActionException.Kind.TRANSIENT;
            default -> ActionException.Kind.FAILED;
        };
        String wanted = response.expected().stream().map(StatusRange::shown).collect(Collectors.joining(", "));
        String message = label + " answered " + response.status() + ", expected " + wanted;
        throw new ActionException(kind, "UNEXPECTED_STATUS", message, response.body());
    }
}
