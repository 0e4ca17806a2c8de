package dev.dispatch.sdk;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The transport of a run, as an action sees it: base URL, default headers, cookies, authentication, proxies, time-outs and
 * policies are those of the job, and every call is in the record. A connection that an action opens by other means is
 * neither recorded nor watched by policies.
 */
public interface Http {

    /**
     * Sends a request and waits for the answer, whatever its status.
     *
     * @param request what to send
     * @return the answer; {@link #requireOk} fails where its status was not expected
     * @throws ActionException of kind TRANSIENT where nothing was answered and trying again may help (refused, reset, timed
     *     out), CANCELLED where the run was asked to stop, BAD_INPUT where there is no base URL or the request is none, else
     *     FAILED, with the code {@code POLICY_DENIED} where a policy forbids it
     */
    HttpResponse send(HttpRequest request);

    /**
     * Sends a request and writes the content of the answer to a file, decoded and as it comes, up to 4 GiB. An answer whose
     * status was not expected is read as {@link #send} reads it and leaves the file as it is. A file that is there is
     * replaced once the answer is complete; folders are made.
     *
     * @param request what to send
     * @param file absolute, or relative to the folder of the job file; policies are asked
     * @return the answer with no content, and with the body <code>{"_file": {path, mediaType, size, sha256}}</code>
     * @throws ActionException as {@link #send} does, of kind BAD_INPUT where the name can be no file, and FAILED where it
     *     cannot be written
     */
    HttpResponse save(HttpRequest request, String file);

    /**
     * A narrower transport that shares cookies and record.
     *
     * @param baseUrl absolute; empty keeps the present one
     * @param headers win over the present defaults; they go to the base URL's own origin only
     * @return a new transport, this one stays as it is
     */
    Http withDefaults(String baseUrl, List<HttpRequest.Field> headers);

    /**
     * Sends a GET.
     *
     * @param url absolute, or relative to the base URL
     * @return the answer, whatever its status
     * @throws ActionException as {@link #send} does
     */
    default HttpResponse get(String url) {
        return send(HttpRequest.of("GET", url));
    }

    /**
     * Sends a POST.
     *
     * @param url absolute, or relative to the base URL
     * @param body a JSON document; null for no body
     * @return the answer, whatever its status
     * @throws ActionException as {@link #send} does
     */
    default HttpResponse post(String url, @Nullable JsonNode body) {
        return send("POST", url, body);
    }

    /**
     * Sends a PUT.
     *
     * @param url absolute, or relative to the base URL
     * @param body a JSON document; null for no body
     * @return the answer, whatever its status
     * @throws ActionException as {@link #send} does
     */
    default HttpResponse put(String url, @Nullable JsonNode body) {
        return send("PUT", url, body);
    }

    /**
     * Sends a PATCH (RFC 5789).
     *
     * @param url absolute, or relative to the base URL
     * @param body a JSON document; null for no body
     * @return the answer, whatever its status
     * @throws ActionException as {@link #send} does
     */
    default HttpResponse patch(String url, @Nullable JsonNode body) {
        return send("PATCH", url, body);
    }

    /**
     * Sends a DELETE.
     *
     * @param url absolute, or relative to the base URL
     * @return the answer, whatever its status
     * @throws ActionException as {@link #send} does
     */
    default HttpResponse delete(String url) {
        return send(HttpRequest.of("DELETE", url));
    }

    private HttpResponse send(String method, String url, @Nullable JsonNode body) {
        HttpRequest request = HttpRequest.of(method, url);
        return send(body == null ? request : request.body(new HttpContent.Json(body)));
    }

    /**
     * The same response where its status is one that the request expected: 2xx, unless {@link HttpRequest#expect} named
     * others. Where it is not, the step fails and keeps the body of the answer as its response.
     *
     * @param response an answer
     * @param label what was tried, for the message: {@code registering the webhook}
     * @return the same response
     * @throws ActionException with the code {@code UNEXPECTED_STATUS}, whose message names the label, the status and what
     *     was expected; of kind TRANSIENT for 408, 429, 502, 503 and 504 (RFC 9110, section 15; RFC 6585, section 4), else
     *     FAILED
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
