package dev.dispatch.demo;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Splits a path before it decodes the parts, so that an escaped slash stays inside its part. */
final class Segments {
    private Segments() {}

    static List<String> of(String rawPath) {
        List<String> parts = new ArrayList<>();
        int start = 1;
        while (start < rawPath.length()) {
            int end = rawPath.indexOf('/', start);
            end = end < 0 ? rawPath.length() : end;
            // URLDecoder reads a plus as a space, which is right in a query and wrong in a path.
            String part = rawPath.substring(start, end).replace("+", "%2B");
            parts.add(URLDecoder.decode(part, StandardCharsets.UTF_8));
            start = end + 1;
        }
        return List.copyOf(parts);
    }
}
