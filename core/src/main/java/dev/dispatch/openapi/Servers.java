package dev.dispatch.openapi;

import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Takes the first server of a document as the base URL of the module. */
final class Servers {

    private final Located servers;
    private final String base;

    Servers(JsonNode root) {
        this.servers = new Located(root.path("servers"), Pointer.ROOT.child("servers"));
        this.base = url(servers.node().path(0));
    }

    /** The module's {@code http}: a variable, and the first server where that is not set. */
    ObjectNode http(String module, Findings findings) {
        Optional<String> fault = fault(base);
        if (fault.isPresent()) {
            findings.add(
                    servers.isThere() ? servers.at() : Pointer.ROOT,
                    servers.isThere() ? "server '" + base + "'" : "servers",
                    "the base URL has no default: " + fault.get());
        }
        for (int i = 1; i < servers.node().size(); i++) {
            Located other = servers.child(i);
            findings.add(other.at(), "server '" + url(other.node()) + "'", "the default is the first server");
        }
        String variable = "env." + variable(module);
        return Json.object().put("baseUrl", "${" + variable + (fault.isPresent() ? "}" : ":-" + base + "}"));
    }

    /** The variable that says where the service is. */
    static String variable(String module) {
        String name = module.toUpperCase(Locale.ROOT).replace('-', '_') + "_BASE_URL";
        return Character.isDigit(name.charAt(0)) ? "_" + name : name;
    }

    /** Servers of an operation or its path which are not the module's; an action has no base URL of its own. */
    Optional<Located> other(Operation operation) {
        for (Located node : new Located[] {operation.node(), operation.pathItem()}) {
            Located own = node.child("servers");
            if (own.node().isArray() && !own.node().isEmpty()) {
                return url(own.node().path(0)).equals(base) ? Optional.empty() : Optional.of(own);
            }
        }
        return Optional.empty();
    }

    /** With the defaults of its variables. */
    private static String url(JsonNode server) {
        String url = server.path("url").asString("");
        for (Map.Entry<String, JsonNode> variable : server.path("variables").properties()) {
            JsonNode value = variable.getValue().path("default");
            if (!value.isMissingNode() && !value.isContainer()) {
                url = url.replace("{" + variable.getKey() + "}", Json.show(value));
            }
        }
        return url;
    }

    private static Optional<String> fault(String url) {
        if (url.isEmpty()) {
            return Optional.of("the document names no server");
        }
        try {
            URI uri = new URI(url);
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (!uri.isAbsolute()) {
                return Optional.of("it is relative to where the document came from");
            }
            boolean plain = uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null;
            return web && uri.getHost() != null && plain
                    ? Optional.empty()
                    : Optional.of("it must be http or https with a host, without user, query and fragment");
        } catch (URISyntaxException e) {
            return Optional.of("it is no URL");
        }
    }
}
