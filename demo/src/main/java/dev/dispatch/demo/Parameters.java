package dev.dispatch.demo;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decoded {@code name=value} pairs of a query string or of a form, in the order they were sent. */
record Parameters(Map<String, List<String>> values) {

    Parameters {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        values.forEach((name, list) -> copy.put(name, List.copyOf(list)));
        values = Collections.unmodifiableMap(copy);
    }

    /** Reads {@code application/x-www-form-urlencoded} text; a bad percent escape is {@link Refused} with 400. */
    static Parameters parse(@Nullable String raw) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        int start = 0;
        while (raw != null && start < raw.length()) {
            int end = raw.indexOf('&', start);
            end = end < 0 ? raw.length() : end;
            int equals = raw.indexOf('=', start);
            boolean bare = equals < 0 || equals > end;
            String name = decode(raw.substring(start, bare ? end : equals));
            String value = bare ? "" : decode(raw.substring(equals + 1, end));
            if (!name.isEmpty()) {
                values.computeIfAbsent(name, unseen -> new ArrayList<>()).add(value);
            }
            start = end + 1;
        }
        return new Parameters(values);
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException badEscape) {
            throw Refused.badRequest("a parameter has a bad percent escape");
        }
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    Optional<String> first(String name) {
        List<String> list = values.get(name);
        return list == null ? Optional.empty() : Optional.of(list.getFirst());
    }

    /** The whole number {@code name}, or {@code fallback}; outside of the bounds it is {@link Refused} with 400. */
    int integer(String name, int fallback, int least, int most) {
        Optional<String> text = first(name);
        if (text.isEmpty()) {
            return fallback;
        }
        return Numbers.parse(text.get(), least, most)
                .orElseThrow(() -> Refused.badRequest(name + " must be a whole number from " + least + " to " + most));
    }
}
