package dev.dispatch.openapi;

import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Shown;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Where the {@code $ref}s of a document lead; nothing outside of it is looked up. */
final class References {

    private final JsonNode root;

    References(JsonNode root) {
        this.root = root;
    }

    /** What a reference leads to, or why it leads nowhere. */
    sealed interface Target {
        record Found(Located located) implements Target {}

        record Nowhere(String why) implements Target {}
    }

    static boolean isReference(JsonNode node) {
        return node.path("$ref").isString();
    }

    /** The node itself, or what its reference leads to over any number of others. */
    Target follow(Located from) {
        Set<Pointer> passed = new HashSet<>();
        Located at = from;
        while (isReference(at.node())) {
            String text = at.text("$ref");
            switch (target(text)) {
                case Target.Nowhere nowhere -> {
                    return nowhere;
                }
                case Target.Found(Located next) -> {
                    if (!passed.add(next.at())) {
                        return new Target.Nowhere("'" + Shown.of(text) + "' leads back to itself");
                    }
                    at = next;
                }
            }
        }
        return new Target.Found(at);
    }

    /** The node that the text of a reference names; that may be a reference again. */
    Target target(String text) {
        if (text.isEmpty() || text.charAt(0) != '#') {
            return new Target.Nowhere("'" + Shown.of(text) + "' leads to another document, and no other is read");
        }
        if (text.length() > 1 && text.charAt(1) != '/') {
            return new Target.Nowhere(
                    "'" + Shown.of(text) + "' is an anchor; only pointers such as '#/a/b' are followed");
        }
        Pointer at = new Pointer(decoded(text.substring(1)));
        JsonNode node = at.in(root);
        return node.isMissingNode()
                ? new Target.Nowhere("'" + Shown.of(text) + "' leads to nothing in the document")
                : new Target.Found(new Located(node, at));
    }

    private static String decoded(String fragment) {
        if (fragment.indexOf('%') < 0) {
            return fragment;
        }
        try {
            return URLDecoder.decode(fragment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return fragment; // not encoded after all
        }
    }
}
