package dev.dispatch.jsonpath;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A parsed JSONPath query (RFC 9535); immutable, and equal to another written the same way. */
public final class JsonPath {

    private final String text;
    private final Query query;

    private JsonPath(String text, Query query) {
        this.text = text;
        this.query = query;
    }

    /**
     * Parses and type checks a path (RFC 9535, sections 2.1 and 2.4.3).
     *
     * @throws JsonPathSyntaxException where the path is not well-formed, not well-typed, longer than 65,536 characters
     *     or nested deeper than 64 levels
     */
    public static JsonPath parse(String path) {
        try {
            return new JsonPath(path, PathParser.parse(path));
        } catch (JsonPathSyntaxException failure) {
            throw PathRepair.withSuggestion(path, failure);
        }
    }

    /**
     * All matches in the order of RFC 9535, the nodes of the tree themselves. A missing node holds no value.
     *
     * @throws JsonPathLimitException where the work this path causes on this document exceeds the engine's bounds
     */
    public List<JsonNode> select(JsonNode root) {
        if (query instanceof Query.Singular singular) {
            JsonNode found = singular.follow(root);
            return found == null ? List.of() : List.of(found);
        }
        List<Place> places = places(root);
        List<JsonNode> values = new ArrayList<>(places.size());
        for (Place place : places) {
            values.add(place.value());
        }
        return Collections.unmodifiableList(values);
    }

    /** Whether this is a singular query (RFC 9535, section 2.3.5.1), which matches one value at most. */
    public boolean namesAndIndexesOnly() {
        return query instanceof Query.Singular;
    }

    /** The member names with which every match begins; none where a path that is not singular may lead anywhere. */
    public List<String> leadingNames() {
        List<String> names = new ArrayList<>();
        if (query instanceof Query.Singular singular) {
            for (Selector.Step step : singular.steps()) {
                if (!(step instanceof Selector.Name name)) {
                    break;
                }
                names.add(name.name());
            }
        }
        return names;
    }

    /**
     * The value this path stands for: with only names and indexes the one match or nothing, otherwise an array of all
     * matches, empty where nothing matches. The shape follows from the path, never from the document.
     *
     * @throws JsonPathLimitException where the work this path causes on this document exceeds the engine's bounds
     */
    public Optional<JsonNode> value(JsonNode root) {
        if (query instanceof Query.Singular singular) {
            return Optional.ofNullable(singular.follow(root));
        }
        List<Place> places = places(root);
        ArrayNode values = JsonNodeFactory.instance.arrayNode(places.size());
        for (Place place : places) {
            values.add(place.value());
        }
        return Optional.of(values);
    }

    /**
     * All matches with their normalized paths (RFC 9535, section 2.7), in the order of {@link #select}.
     *
     * @throws JsonPathLimitException where the work this path causes on this document exceeds the engine's bounds
     */
    public List<Located> locate(JsonNode root) {
        List<Located> located = new ArrayList<>();
        for (Place place : places(root)) {
            located.add(new Located(place.normalizedPath(), place.value()));
        }
        return Collections.unmodifiableList(located);
    }

    /** The path as written. */
    public String text() {
        return text;
    }

    private List<Place> places(JsonNode root) {
        return root.isMissingNode() ? List.of() : query.places(root, new Evaluation(root));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JsonPath path && path.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
