package dev.dispatch.demo;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/** One request, read completely: what endpoints see of HTTP. */
final class DemoRequest {
    private final String method;
    private final URI target;
    private final String origin;
    private final Map<String, List<String>> headers = new TreeMap<>();
    private final byte[] body;
    private final List<String> segments;
    private final Parameters query;

    /** A bad percent escape in the query is {@link Refused} with 400. */
    DemoRequest(String method, URI target, String origin, Map<String, List<String>> headers, byte[] body) {
        this.method = method;
        this.target = target;
        this.origin = origin;
        headers.forEach((name, values) -> this.headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        this.body = body.clone();
        this.segments = Segments.of(target.getRawPath());
        this.query = Parameters.parse(target.getRawQuery());
    }

    String method() {
        return method;
    }

    String path() {
        return target.getPath();
    }

    String rawPath() {
        return target.getRawPath();
    }

    /** The decoded parts of the path; none for the root, a trailing slash does not count. */
    List<String> segments() {
        return segments;
    }

    /** The part at {@code index}, or an empty text when the path is shorter. */
    String segment(int index) {
        return index < segments.size() ? segments.get(index) : "";
    }

    Parameters query() {
        return query;
    }

    /** Lower-case names, sorted. */
    Map<String, List<String>> headers() {
        return headers;
    }

    Optional<String> header(String lowerCaseName) {
        return Optional.ofNullable(headers.get(lowerCaseName)).map(List::getFirst);
    }

    byte[] body() {
        return body.clone();
    }

    boolean isForm() {
        return header("content-type").orElse("").startsWith("application/x-www-form-urlencoded");
    }

    /** The body as an object: a form as texts, no body as an empty object; otherwise JSON or {@link Refused}. */
    ObjectNode object() {
        return RequestObjects.read(this);
    }

    /** {@code path} as an absolute address of this server. */
    String absolute(String path) {
        return origin + path;
    }

    /** Refuses every method but these with 405 and an Allow header; HEAD is allowed where GET is. */
    void allow(String... methods) {
        List<String> allowed = List.of(methods);
        if (!allowed.contains(method) && !(method.equals("HEAD") && allowed.contains("GET"))) {
            throw new Refused(
                    Reply.error(405, method + " is not allowed here").with("Allow", String.join(", ", allowed)));
        }
    }

    /** Refuses a path of more than {@code most} parts with 404. */
    void depth(int most) {
        if (segments.size() > most) {
            throw Refused.unknown();
        }
    }
}
