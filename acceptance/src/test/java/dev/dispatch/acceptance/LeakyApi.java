package dev.dispatch.acceptance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.dispatch.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A service that repeats what it is sent in every way it can, and gives secrets of its own. */
final class LeakyApi implements AutoCloseable {

    static final String COOKIE = "cookie-0a1b2c3d4e5f";
    static final String TOKEN = "token/of+oauth=0123456789";
    static final String ANSWERED = "answered&token 9f8e7d6c";

    private final HttpServer server;
    private final AtomicInteger polls = new AtomicInteger();

    LeakyApi() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        ObjectNode echo = echo(exchange);
        String path = exchange.getRequestURI().getPath();
        int end = path.indexOf('/', 1);
        switch (end < 0 ? path : path.substring(0, end)) {
            case "/token" -> token(exchange);
            case "/login" -> {
                exchange.getResponseHeaders().add("set-cookie", "sid=" + COOKIE + "; Path=/; HttpOnly");
                send(exchange, 200, Json.object().put("hello", "you have " + COOKIE));
            }
            // What is harmless here turns out to be a token later.
            case "/early" -> send(exchange, 200, Json.object().put("reference", ANSWERED));
            case "/gives-token" ->
                send(exchange, 200, Json.object().set("data", Json.object().put("access_token", ANSWERED)));
            case "/again" -> send(exchange, 200, again(echo));
            case "/refused" -> {
                exchange.getResponseHeaders()
                        .add("x-reason", "refused " + ascii(echo.path("body").asString("")));
                send(exchange, 500, Json.object().set("error", Json.object().put("message", "no: " + echo)));
            }
            case "/redirect" -> {
                String query = exchange.getRequestURI().getRawQuery();
                exchange.getResponseHeaders().add("location", "/echo/moved?from=here&" + query + "#" + query);
                send(exchange, 302, echo);
            }
            case "/polled" -> send(exchange, 200, echo.put("ready", polls.incrementAndGet() % 2 == 0));
            case "/graphql" -> {
                ObjectNode answer = Json.object();
                answer.set("data", Json.object().put("a", echo.path("body").asString("")));
                answer.set(
                        "errors",
                        Json.array()
                                .add(Json.object()
                                        .put(
                                                "message",
                                                "bad: " + echo.path("body").asString(""))));
                send(exchange, 200, answer);
            }
            case "/as-text" ->
                send(
                        exchange,
                        200,
                        "text/plain",
                        utf8(echo.toString() + "\n" + echo.path("body").asString("")));
            case "/as-html" ->
                send(
                        exchange,
                        200,
                        "text/html",
                        utf8("<p>" + html(echo.path("body").asString("")) + "</p>"));
            case "/as-gzip" -> send(exchange, 200, "application/gzip", gzip(echo.toString()));
            case "/as-utf16" ->
                send(exchange, 200, "application/octet-stream", echo.toString().getBytes(StandardCharsets.UTF_16LE));
            default -> send(exchange, 200, echo);
        }
    }

    private static ObjectNode echo(HttpExchange exchange) throws IOException {
        ObjectNode echo = Json.object();
        echo.put("method", exchange.getRequestMethod());
        echo.put("url", exchange.getRequestURI().toString());
        ObjectNode headers = echo.putObject("seen");
        exchange.getRequestHeaders().forEach((name, values) -> headers.put("h-" + name, String.join(", ", values)));
        byte[] body = exchange.getRequestBody().readAllBytes();
        echo.put("body", new String(body, StandardCharsets.UTF_8));
        echo.put("packed", Base64.getMimeEncoder().encodeToString(body));
        return echo;
    }

    private static void token(HttpExchange exchange) throws IOException {
        ObjectNode answer = Json.object();
        answer.put("access_token", TOKEN).put("token_type", "Bearer").put("expires_in", 3600);
        send(exchange, 200, answer.put("note", "for you: " + TOKEN));
    }

    private static ObjectNode again(ObjectNode echo) {
        String encoded = URLEncoder.encode(ANSWERED, StandardCharsets.UTF_8);
        echo.put("note", "n " + ANSWERED);
        echo.put("link", "http://127.0.0.1:1/a?t=" + encoded + "&u=" + encoded.replace("+", "%20"));
        echo.put("pair", Base64.getEncoder().encodeToString(utf8("ada:" + ANSWERED)));
        echo.put("deep", Base64.getEncoder().encodeToString(utf8("{\"a\":\"" + encoded + "\"}")));
        echo.put("hex", HexFormat.of().formatHex(utf8(ANSWERED)));
        echo.put("html", html(ANSWERED));
        echo.put(ANSWERED, "as a name");
        return echo;
    }

    private static void send(HttpExchange exchange, int status, JsonNode body) throws IOException {
        send(exchange, status, "application/json", utf8(body.toString()));
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().add("content-type", type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(utf8(text));
        }
        return out.toByteArray();
    }

    private static String html(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static String ascii(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
