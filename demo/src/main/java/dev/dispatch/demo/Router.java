package dev.dispatch.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The addresses of the demo API; one instance holds the state of one server. The parameters are listed in
 * {@code docs/reference/demo-api.md}.
 *
 * <table>
 * <caption>Endpoints</caption>
 * <tr><td>{@code /}</td><td>index of everything</td></tr>
 * <tr><td>{@code /health}</td><td>{@code {"ok":true}}</td></tr>
 * <tr><td>{@code /users /posts /comments /albums /photos /todos}</td><td>the collections</td></tr>
 * <tr><td>{@code /slow?ms=}</td><td>a late answer</td></tr>
 * <tr><td>{@code /flaky/{key}?fail=&status=}</td><td>fails, then works</td></tr>
 * <tr><td>{@code /limited?retryAfter=&times=&key=}</td><td>429, then works</td></tr>
 * <tr><td>{@code /login /logout /session /private}</td><td>cookie login</td></tr>
 * <tr><td>{@code /redirect?to=&status=}</td><td>a redirect on this machine</td></tr>
 * <tr><td>{@code /large?bytes= /binary?bytes= /gzip /text /empty /invalid-json}</td><td>bodies</td></tr>
 * <tr><td>{@code /reset /truncated}</td><td>broken connections</td></tr>
 * <tr><td>{@code /status/{code}}</td><td>any status</td></tr>
 * <tr><td>{@code /echo}</td><td>the request as JSON</td></tr>
 * <tr><td>{@code /orders}</td><td>a flow with state</td></tr>
 * <tr><td>{@code /shop/products /shop/orders}</td><td>a flow with state behind the login, with bad ends</td></tr>
 * <tr><td>{@code /oauth/token /items?limit=&after=}</td><td>pages behind client credentials</td></tr>
 * <tr><td>{@code /customers /customers/{id}/balance}</td><td>many small answers, some of them 404</td></tr>
 * <tr><td>{@code /files}</td><td>multipart upload, download</td></tr>
 * <tr><td>{@code /payments?fail=&retryAfter=}</td><td>503 although it was done</td></tr>
 * <tr><td>{@code /contacts}</td><td>search, create, update</td></tr>
 * </table>
 */
final class Router implements Endpoint {
    private final Map<String, Endpoint> routes = new LinkedHashMap<>();

    Router() {
        add("health", Router::health);
        addFaults();
        addBodies();
        Login login = new Login();
        addLogin(login);
        add("redirect", new Redirect());
        add("status", new Status());
        add("echo", new Echo());
        add("orders", new Orders());
        addServices(login);
        Catalog catalog = new Catalog();
        List<String> endpoints = new ArrayList<>();
        routes.keySet().forEach(name -> endpoints.add("/" + name));
        routes.put("", new Index(catalog, endpoints));
        catalog.all().forEach(resource -> routes.put(resource.name(), new ResourceEndpoint(catalog, resource)));
    }

    private void addFaults() {
        add("slow", new Slow());
        add("flaky", new Flaky());
        add("limited", new Limited());
        addLeaf("reset", Bodies::reset);
        addLeaf("truncated", Bodies::truncated);
        addLeaf("invalid-json", Bodies::invalidJson);
    }

    private void addBodies() {
        addLeaf("large", Bodies::large);
        addLeaf("binary", Bodies::binary);
        addLeaf("gzip", Bodies::gzip);
        addLeaf("text", Bodies::text);
        addLeaf("empty", Bodies::empty);
    }

    private void addLogin(Login login) {
        addLeaf("login", login::login);
        addLeaf("logout", login::logout);
        addLeaf("session", login::session);
        addLeaf("private", login::secret);
    }

    private void addServices(Login login) {
        add("shop", new Shop(login));
        Tokens tokens = new Tokens();
        add("oauth", new Oauth(tokens));
        add("items", new Items(tokens));
        add("customers", new Customers());
        add("files", new Files());
        add("payments", new Payments());
        add("contacts", new Contacts());
    }

    private void add(String name, Endpoint endpoint) {
        routes.put(name, endpoint);
    }

    private void addLeaf(String name, Endpoint endpoint) {
        add(name, request -> {
            request.depth(1);
            return endpoint.answer(request);
        });
    }

    private static Answer health(DemoRequest request) {
        request.depth(1);
        request.allow("GET");
        return Reply.json(200, JsonNodeFactory.instance.objectNode().put("ok", true));
    }

    /** An address that nobody serves is {@link Refused} with 404. */
    @Override
    public Answer answer(DemoRequest request) {
        Endpoint endpoint = routes.get(request.segment(0));
        if (endpoint == null) {
            throw Refused.unknown();
        }
        return endpoint.answer(request);
    }
}
