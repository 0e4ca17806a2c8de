package dev.dispatch.openapi;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A service that knows nothing but an OpenAPI document: it holds each request against the document, and answers what
 * the document says of the answer. It reads the document by itself, so that a fault of the import is seen.
 */
final class MockService implements AutoCloseable {

    private final JsonNode root;
    private final Shapes shapes;
    private final HttpServer server;
    private final List<String> called = new CopyOnWriteArrayList<>();
    private final List<String> faults = new CopyOnWriteArrayList<>();

    private MockService(JsonNode root, HttpServer server) {
        this.root = root;
        this.shapes = new Shapes(root);
        this.server = server;
    }

    static MockService start(OpenApiDocument document) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        MockService mock = new MockService(document.root(), server);
        server.createContext("/", mock::answer);
        server.start();
        return mock;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Method and path of each call as the document writes them. */
    List<String> called() {
        return called;
    }

    /** In what ways requests were not what the document says. */
    List<String> faults() {
        return faults;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String method = exchange.getRequestMethod().toLowerCase(Locale.ROOT);
        String path = exchange.getRequestURI().getRawPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        for (Map.Entry<String, JsonNode> item : root.path("paths").properties()) {
            Map<String, String> values = new HashMap<>();
            JsonNode operation = item.getValue().path(method);
            if (operation.isObject() && matches(item.getKey(), path, values)) {
                called.add(exchange.getRequestMethod() + " " + item.getKey());
                parameters(item.getValue(), operation, values, exchange);
                security(operation, exchange);
                body(shapes.resolved(operation.path("requestBody")), body, exchange);
                respond(operation, exchange);
                return;
            }
        }
        faults.add("no operation for " + method + " " + path);
        exchange.sendResponseHeaders(404, -1);
        exchange.close();
    }

    private static boolean matches(String template, String path, Map<String, String> values) {
        String[] wanted = template.split("/", -1);
        String[] given = path.split("/", -1);
        boolean same = wanted.length == given.length;
        for (int i = 0; same && i < wanted.length; i++) {
            if (wanted[i].startsWith("{")) {
                values.put(wanted[i].substring(1, wanted[i].length() - 1), decoded(given[i]));
            } else {
                same = wanted[i].equals(given[i]);
            }
        }
        return same;
    }

    private void parameters(JsonNode item, JsonNode operation, Map<String, String> path, HttpExchange exchange) {
        Map<String, List<String>> query = fields(exchange.getRequestURI().getRawQuery());
        List<String> known = new ArrayList<>();
        for (JsonNode list : List.of(item.path("parameters"), operation.path("parameters"))) {
            for (JsonNode written : list) {
                JsonNode parameter = shapes.resolved(written);
                String name = parameter.path("name").stringValue();
                JsonNode schema = parameter.path("schema");
                switch (parameter.path("in").stringValue()) {
                    case "path" -> text(schema, path.getOrDefault(name, ""), name);
                    case "query" -> {
                        known.add(name);
                        if (parameter.path("style").asString("").equals("deepObject")) {
                            schema.path("properties")
                                    .propertyNames()
                                    .forEach(member -> known.add(name + "[" + member + "]"));
                        }
                        query.getOrDefault(name, List.of()).forEach(value -> text(element(schema), value, name));
                    }
                    default -> {
                        String value = exchange.getRequestHeaders().getFirst(name);
                        if (value != null) {
                            text(schema, value, name);
                        }
                    }
                }
            }
        }
        query.keySet().stream().filter(name -> !known.contains(name)).forEach(name -> faults.add("query has " + name));
    }

    private static JsonNode element(JsonNode schema) {
        return schema.has("items") ? schema.path("items") : schema;
    }

    private void text(JsonNode schema, String value, String name) {
        boolean text = shapes.resolved(schema).path("type").asString("string").equals("string");
        shapes.check(schema, text ? Json.text(value) : Json.parse(value), name, faults);
    }

    private void security(JsonNode operation, HttpExchange exchange) {
        JsonNode wanted = operation.has("security") ? operation.path("security") : root.path("security");
        wanted.path(0).propertyNames().forEach(name -> {
            JsonNode scheme = root.path("components").path("securitySchemes").path(name);
            boolean bearer = scheme.path("type").stringValue().equals("http");
            String value = exchange.getRequestHeaders()
                    .getFirst(bearer ? "Authorization" : scheme.path("name").stringValue());
            if (value == null || (bearer && !value.startsWith("Bearer "))) {
                faults.add("no credential " + name + " but " + value);
            }
        });
    }

    private void body(JsonNode requestBody, String body, HttpExchange exchange) {
        if (requestBody.isMissingNode()) {
            if (!body.isEmpty()) {
                faults.add("a body that nobody asked for: " + body);
            }
            return;
        }
        String type = exchange.getRequestHeaders().getFirst("Content-Type").split(";", 2)[0];
        JsonNode schema = requestBody.path("content").path(type).path("schema");
        switch (type) {
            case "application/json" -> shapes.check(schema, Json.parse(body), "body", faults);
            case "text/plain" -> shapes.check(schema, Json.text(body), "body", faults);
            case "application/x-www-form-urlencoded" -> {
                ObjectNode form = Json.object();
                fields(body).forEach((name, values) -> {
                    boolean number = schema.path("properties")
                            .path(name)
                            .path("type")
                            .asString("")
                            .equals("number");
                    form.set(name, number ? Json.parse(values.getFirst()) : Json.text(values.getFirst()));
                });
                shapes.check(schema, form, "form", faults);
            }
            default -> faults.add("a body as " + type);
        }
    }

    private void respond(JsonNode operation, HttpExchange exchange) throws IOException {
        String status = operation.path("responses").propertyNames().iterator().next();
        JsonNode schema = new Pointer("/content/application~1json/schema")
                .in(shapes.resolved(operation.path("responses").path(status)));
        byte[] answer = schema.isMissingNode()
                ? new byte[0]
                : Json.compact(shapes.example(schema, 0)).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(Integer.parseInt(status), answer.length == 0 ? -1 : answer.length);
        if (answer.length > 0) {
            exchange.getResponseBody().write(answer);
        }
        exchange.close();
    }

    private static Map<String, List<String>> fields(String text) {
        Map<String, List<String>> fields = new HashMap<>();
        for (String pair : text == null || text.isEmpty() ? new String[0] : text.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            fields.computeIfAbsent(decoded(parts[0]), _ -> new ArrayList<>()).add(decoded(parts[1]));
        }
        return fields;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
