package dev.dispatch.report;

import dev.dispatch.json.Json;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.node.ArrayNode;

/** The parameters of a URL's query. */
final class HarQuery {

    private HarQuery() {}

    /** By name and value, decoded; what cannot be decoded stays as it is. */
    static ArrayNode of(String url) {
        ArrayNode parameters = Json.array();
        int end = url.indexOf('#') < 0 ? url.length() : url.indexOf('#');
        int from = url.indexOf('?') + 1;
        if (from == 0 || from >= end) {
            return parameters;
        }
        for (String pair : url.substring(from, end).split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            if (!pair.isEmpty()) {
                parameters.add(Json.object().put("name", decoded(name)).put("value", decoded(value)));
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
